/** Runs a tiny program: the records that a tracer would have written of it. See tinyProgram.ts. */
import { createHash } from 'node:crypto';
import type { ErrorRef, InputRef, LogRecord, OutputRef } from '../../src/protocol/runLog.ts';
import { createSites } from './tinySites.ts';
import {
  endOf,
  isNested,
  type Line,
  type Link,
  lastOf,
  linksOf,
  placeAt,
  readLines,
  readResult,
  statementOf,
} from './tinySource.ts';

interface Frame {
  step: number;
  names: Map<string, number>;
  parent: number;
  it?: number;
}

class Raised extends Error {
  readonly ref: ErrorRef;
  constructor(ref: ErrorRef) {
    super(ref.message);
    this.ref = ref;
  }
}

export function recordText(modules: [file: string, text: string][]) {
  const records: LogRecord[] = [
    { k: 'start', format: 1, pid: 1, epoch: 0, language: 'python', runtime: 'CPython 3.12.1' },
  ];
  const sources = new Map<string, string>();
  const { place, siteId, functions } = createSites();
  const globals = new Map<string, number>();
  let nextStep = 1;
  let nextArtifact = 1;
  let time = 0;
  let errors = 0;
  let failed = false;

  const ordered = [...modules.slice(1), ...modules.slice(0, 1)].map(([file, text], index) => {
    const hash = createHash('sha256').update(text).digest('hex');
    sources.set(hash, text);
    records.push({ k: 'module', id: index + 1, file, path: `/w/${file}`, hash, entry: file === modules[0]?.[0] });
    const lines = readLines(text);
    const { root, rows } = place(index + 1, file, text.split('\n').length, lines);
    records.push({ k: 'sites', module: index + 1, sites: rows });
    return { module: index + 1, root, lines };
  });

  function step(
    site: number,
    frame: Frame,
    inputs: InputRef[],
    outputs: OutputRef[],
    more: { err?: ErrorRef; id?: number; t?: number; n?: number; rec?: number } = {},
  ): number {
    const id = more.id ?? nextStep++;
    const t = more.t ?? time;
    time += 10;
    records.push({
      k: 'step',
      id,
      site,
      parent: frame.parent,
      ...(frame.it === undefined ? {} : { it: frame.it }),
      t,
      d: time - t,
      ...(inputs.length > 0 ? { in: inputs } : {}),
      ...(outputs.length > 0 ? { out: outputs } : {}),
      ...(more.n === undefined ? {} : { n: more.n, rec: more.rec ?? more.n }),
      ...(more.err === undefined ? {} : { err: more.err }),
    });
    return id;
  }

  function artifact(maker: number, result: string, from?: number): number {
    const { kind, type, summary } = readResult(result);
    const id = nextArtifact++;
    records.push({
      k: 'artifact',
      id,
      step: maker,
      kind,
      type,
      ver: from === undefined ? 1 : 2,
      ...(from === undefined ? {} : { from }),
      sum: summary,
      detail: 'full',
    });
    return id;
  }

  function run(lines: Line[], module: number, frame: Frame): number | undefined {
    for (const line of lines) {
      if (line.text.startsWith('def ')) continue;
      if (line.text.startsWith('if ')) {
        if (line.results[0] !== 'no') {
          const site = siteId(module, 'branch', 'if', lastOf(line));
          records.push({ k: 'count', site, n: 1, rec: 0 });
          const value = run(line.body, module, frame);
          if (value !== undefined) return value;
        }
        continue;
      }
      const loop = /^for (\w+) in (\w+):/.exec(line.text);
      if (loop !== null) runLoop(line, module, frame, loop[1] ?? '', loop[2] ?? '');
      else {
        const value = runStatement(line, module, frame);
        if (value !== undefined) return value;
      }
    }
    return undefined;
  }

  function runLoop(line: Line, module: number, frame: Frame, target: string, over: string): void {
    const site = siteId(module, 'loop', `for ${target}`, lastOf(line));
    const [, times = '0', all = times, item = ''] = /^(\d+)(?: of (\d+))?\s*(.*)$/.exec(line.results[0] ?? '0') ?? [];
    const id = nextStep++;
    const t = time;
    records.push({ k: 'enter', id, site, parent: frame.parent, t });
    const items: OutputRef[] = [];
    for (let it = 0; it < Number(times); it++) {
      if (item !== '') {
        const made = artifact(id, item);
        items.push([made, 'item']);
        bind(target, made, site, frame);
      }
      run(line.body, module, { ...frame, parent: id, it });
    }
    const source = lookUp(over, frame);
    step(site, frame, source === undefined ? [] : [[source, 'iterable', over]], items, {
      id,
      t,
      n: Number(all),
      rec: Number(times),
    });
  }

  function bind(name: string, value: number, site: number, frame: Frame): void {
    frame.names.set(name, value);
    records.push({ k: 'bind', name, a: value, site, frame: frame.step, t: time });
  }
  const lookUp = (name: string, frame: Frame): number | undefined => frame.names.get(name) ?? globals.get(name);

  function rename(before: number, after: number, frame: Frame): void {
    for (const names of [frame.names, globals])
      for (const [name, value] of names) if (value === before) names.set(name, after);
  }

  function runStatement(line: Line, module: number, frame: Frame): number | undefined {
    const { op, name, expression } = statementOf(line.text);
    const site = siteId(module, 'statement', name, endOf(line));
    const results = [...line.results];
    const value = evaluate(expression, line, module, frame, results);
    if (name.includes('[')) {
      const target = name.slice(0, name.indexOf('['));
      const before = lookUp(target, frame) ?? 0;
      const store = siteId(module, 'expression', name.slice(name.indexOf('[')), endOf(line));
      const changed = artifact(nextStep, results.shift() ?? 'other', before);
      step(
        store,
        frame,
        [[before, 'receiver', target], ...(value === undefined ? [] : [[value, 'value'] as InputRef])],
        [[changed, 'receiver']],
      );
      (frame.names.has(target) ? frame.names : globals).set(target, changed);
    } else if (op === 'assign' && name.includes(', ')) {
      for (const one of name.split(', ')) bind(one, artifact(nextStep - 1, results.shift() ?? 'other'), site, frame);
    } else if (op === 'assign' && value !== undefined) bind(name, value, site, frame);
    return op === 'return' ? (value ?? 0) : undefined;
  }

  function evaluate(
    expression: string,
    line: Line,
    module: number,
    frame: Frame,
    results: string[],
  ): number | undefined {
    let value: number | undefined;
    let variable: string | undefined;
    for (const link of linksOf(expression)) {
      if (link.op === 'name') {
        value = lookUp(link.name, frame);
        variable = value === undefined ? undefined : link.name;
        continue;
      }
      const inputs: InputRef[] =
        value === undefined ? [] : [[value, 'receiver', ...(variable === undefined ? [] : [variable])] as InputRef];
      for (const { role, text } of link.args) {
        const argument = isNested(text) ? evaluate(text, line, module, frame, results) : lookUp(text, frame);
        if (argument !== undefined) inputs.push([argument, role, ...(/^\w+$/.test(text) ? [text] : [])] as InputRef);
      }
      const end = placeAt(line, line.text.lastIndexOf(expression) + link.end);
      const site = siteId(module, 'expression', link.name, end);
      value = call(link, site, frame, inputs, value, results);
      variable = undefined;
    }
    return value;
  }

  function call(
    link: Link,
    site: number,
    frame: Frame,
    inputs: InputRef[],
    receiver: number | undefined,
    results: string[],
  ): number | undefined {
    const callee = functions.get(link.name.replace('()', ''));
    const id = nextStep++;
    const t = time;
    records.push({
      k: 'enter',
      id,
      site,
      parent: frame.parent,
      ...(frame.it === undefined ? {} : { it: frame.it }),
      t,
    });
    if (callee !== undefined) {
      const inner = nextStep++;
      records.push({ k: 'enter', id: inner, site: callee.site, parent: id, t: time });
      const body: Frame = { step: inner, parent: inner, names: new Map() };
      const params = inputs.map(([value], n): InputRef => [value, 'param', callee.params[n] ?? 'x']);
      for (const [value, , name] of params) bind(name ?? '', value, callee.site, body);
      try {
        const value = run(callee.line.body, callee.module, body);
        const outputs: OutputRef[] = value === undefined || value === 0 ? [] : [[value, 'value']];
        step(callee.site, { ...frame, parent: id }, params, outputs, { id: inner, t });
        step(site, frame, inputs, outputs, { id, t });
        return outputs[0]?.[0];
      } catch (error) {
        if (!(error instanceof Raised)) throw error;
        step(callee.site, { ...frame, parent: id }, params, [], { id: inner, t, err: error.ref });
        step(site, frame, inputs, [], { id, t, err: error.ref });
        throw error;
      }
    }
    const result = results.shift() ?? 'other';
    const raises = /^raises (\w+)/.exec(result);
    if (raises !== null) {
      const err = { id: ++errors, type: raises[1] ?? '', message: 'it broke' };
      step(site, frame, inputs, [], { id, t, err });
      throw new Raised(err);
    }
    const known = result === 'same' ? (receiver ?? inputs[0]?.[0]) : undefined;
    if (known !== undefined) {
      step(site, frame, inputs, [[known, 'value']], { id, t });
      return known;
    }
    if (result.startsWith('in-place ') && receiver !== undefined) {
      const [what = '', holder = ''] = result.slice(9).split(' in ');
      const changed = artifact(id, what, receiver);
      rename(receiver, changed, frame);
      const held = /^(\w+) (.*)$/.exec(holder);
      const before = lookUp(held?.[1] ?? '', frame);
      const around = before === undefined ? undefined : artifact(id, held?.[2] ?? '', before);
      if (before !== undefined && around !== undefined) rename(before, around, frame);
      const holders: OutputRef[] = around === undefined ? [] : [[around, 'receiver']];
      step(site, frame, inputs, [[changed, 'receiver'], ...holders], { id, t });
      return changed;
    }
    const written = /^wrote (\S+)/.exec(result);
    const made = artifact(id, written === null ? result : `file ${written[1]} write`);
    const read =
      /\.(csv|json|parquet)"/.exec(link.text) !== null && written === null ? fileIn(link.text, id) : undefined;
    step(
      site,
      frame,
      read === undefined ? inputs : [...inputs, [read, 'file']],
      [[made, written === null ? 'value' : 'file']],
      { id, t },
    );
    return made;
  }

  const fileIn = (text: string, maker: number): number => artifact(maker, `file ${/"([^"]+)"/.exec(text)?.[1]} read`);

  for (const { module, root, lines } of ordered) {
    const id = nextStep++;
    const t = time;
    records.push({ k: 'enter', id, site: root, parent: 0, t });
    try {
      run(lines, module, { step: id, parent: id, names: globals });
      step(root, { step: 0, parent: 0, names: globals }, [], [], { id, t });
    } catch (error) {
      if (!(error instanceof Raised)) throw error;
      failed = true;
      step(root, { step: 0, parent: 0, names: globals }, [], [], { id, t, err: error.ref });
    }
  }
  return { records, sources, failed };
}
