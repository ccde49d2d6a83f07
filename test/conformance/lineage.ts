/**
 * One text for what a run did, the same for both languages: a line for each statement that ran, with what it bound or
 * changed and the names that this was made from; functions, loops and branches indent what is inside them.
 *
 * Lambdas and comprehensions belong to the statement they stand in, since one language's comprehension is the other's
 * `map`. Callees' names, types' names and the order of equals are left out; counts, shapes and values are not.
 */
import type { ArtifactRecord, InputRef, LogRecord, StepRecord } from '../../src/protocol/runLog.ts';
import { indexRecords, namesAt, type Recorded, type Site, sitesInside } from './record.ts';
import { describeArtifact } from './value.ts';

export function lineageText(records: LogRecord[]): string {
  const recorded = indexRecords(records);
  const modules = [...recorded.modules].sort(
    (a, b) => Number(b.record.entry) - Number(a.record.entry) || (a.record.file < b.record.file ? -1 : 1),
  );
  const lines = modules.flatMap(({ record, site }) => {
    const name = record.file.replace(/\.(py|ts)$/, '');
    return [`module ${name}${errorText(site.steps)}`, ...tellChildren(recorded, site, 1)];
  });
  return `${lines.join('\n')}\n`;
}

const UNTOLD = new Set(['import', 'define']);

function tellChildren(recorded: Recorded, site: Site, depth: number): string[] {
  return site.children.flatMap((child) => tellSite(recorded, child, depth));
}

function tellSite(recorded: Recorded, site: Site, depth: number): string[] {
  const indent = '  '.repeat(depth);
  switch (site.kind) {
    case 'function':
      return site.op === 'lambda' || site.name === '__enter__'
        ? []
        : tellGroup(recorded, site, depth, functionHead(recorded, site));
    case 'class':
      return tellGroup(recorded, site, depth, `class ${site.name}`);
    case 'loop':
      return site.op === 'comprehension' ? [] : tellGroup(recorded, site, depth, loopHead(site));
    case 'branch':
      // One language's `with` is the other's `using`, which opens no block.
      if (site.op === 'with') return [...tellWith(recorded, site, depth), ...tellChildren(recorded, site, depth)];
      return tellGroup(recorded, site, depth, `${site.op}${(site.count ?? 0) === 0 ? ': did not run' : ''}`);
    case 'statement': {
      // `if`, `try` and `switch` are told by their branches.
      if (site.children.some((child) => child.kind === 'branch')) return tellChildren(recorded, site, depth);
      const told = UNTOLD.has(site.op) ? [] : tellStatement(recorded, site).map((line) => `${indent}${line}`);
      const groups = named(site).flatMap((group) => tellSite(recorded, group, depth));
      return [...told, ...groups];
    }
    default:
      return named(site).flatMap((group) => tellSite(recorded, group, depth));
  }
}

/** Functions and classes that stand in a statement, at any depth of its expressions. */
function named(site: Site): Site[] {
  return site.children.flatMap((child) => {
    if (child.kind === 'class' || (child.kind === 'function' && child.op !== 'lambda')) return [child];
    return child.kind === 'expression' ? named(child) : [];
  });
}

/** What the head of a `with` made is bound by the block itself. */
function tellWith(recorded: Recorded, site: Site, depth: number): string[] {
  const head = { ...site, children: site.children.filter((child) => child.kind === 'expression') };
  return tellStatement(recorded, head).map((line) => `${'  '.repeat(depth)}${line}`);
}

function tellGroup(recorded: Recorded, site: Site, depth: number, head: string): string[] {
  return [`${'  '.repeat(depth)}${head}`, ...tellChildren(recorded, site, depth + 1)];
}

/** Methods that one language's grammar calls, by the other's name; `__enter__` has no counterpart and is left out. */
const GRAMMAR_METHODS: Record<string, string> = { constructor: '__init__', '[Symbol.dispose]': '__exit__' };

function functionHead(recorded: Recorded, site: Site): string {
  const name = GRAMMAR_METHODS[site.name] ?? site.name;
  const calls = site.count ?? site.steps.length;
  if (calls === 0) return `function ${name}: did not run`;
  const own = new Map<string, string>();
  for (const step of site.steps) {
    for (const [artifact, role, variable] of step.in ?? []) {
      const known = recorded.artifacts.get(artifact);
      const given = name !== '__exit__' && variable !== 'self';
      if (role === 'param' && variable !== undefined && known !== undefined && given) {
        own.set(variable, many(site.steps.length, known));
      }
    }
  }
  const parameters = [...own].map(([variable, text]) => `${variable} ${text}`).join(', ');
  return `function ${name}(${parameters}) ×${calls}${resultText(recorded, site)}${errorText(site.steps)}`;
}

function resultText(recorded: Recorded, site: Site): string {
  const results = site.steps.flatMap((step) =>
    (step.out ?? []).flatMap(([id, role]) => (role === 'value' ? (recorded.artifacts.get(id) ?? []) : [])),
  );
  const last = results.at(-1);
  return last === undefined ? '' : ` -> ${many(site.steps.length, last)}`;
}

/** Of something that happened more than once only the kind is told: values and shapes may differ each time. */
function many(times: number, artifact: ArtifactRecord): string {
  return times === 1 ? describeArtifact(artifact) : artifact.kind;
}

function loopHead(site: Site): string {
  const iterations = site.steps.reduce((sum, step) => sum + (step.n ?? 0), 0);
  const name = site.op === 'while' ? 'while' : site.name.replace(/^for await /, 'for ');
  if (site.steps.length === 0) return `loop ${name}: did not run`;
  return `loop ${name} ×${site.steps.length}, ${iterations} iterations${errorText(site.steps)}`;
}

function errorText(steps: StepRecord[]): string {
  const error = steps.find((step) => step.err !== undefined)?.err;
  return error === undefined ? '' : ` ! ${error.type}: ${error.message}`;
}

interface Made {
  label: string;
  artifacts: ArtifactRecord[];
}

function tellStatement(recorded: Recorded, site: Site): string[] {
  const inside = [site, ...sitesInside(site).filter((each) => isPartOf(each, site))];
  const steps = inside.flatMap((each) => each.steps);
  const made = madeBy(recorded, site, inside, steps);
  if (steps.length === 0 && made.size === 0) return [];
  const read = inputsOf(recorded, site, inside, steps, new Set(made.keys()));
  const inputs = steps.length === 0 ? passedOn(recorded, site) : read;
  const from = inputs.length === 0 ? '' : ` <- ${inputs.join(', ')}`;
  const outcome = errorText(steps);
  if (made.size === 0) return [`${site.op}${from}${outcome}`];
  const lines = [...made.values()].sort((a, b) => (a.label < b.label ? -1 : 1));
  return lines.map(({ label, artifacts }) => {
    const last = artifacts.at(-1);
    return `${label}${last === undefined ? '' : `: ${many(artifacts.length, last)}`}${from}${outcome}`;
  });
}

/** `other = rows` makes nothing: it is told by the name that the artifact had before. */
function passedOn(recorded: Recorded, site: Site): string[] {
  const before = site.binds.flatMap(({ a, name }) => {
    const first = recorded.names.get(a)?.[0]?.name;
    return first === undefined || first === name ? [] : [first];
  });
  return [...new Set(before)].sort();
}

/** Part of the statement's own doing: not inside a named function or class that merely stands in it. */
function isPartOf(site: Site, statement: Site): boolean {
  for (let up: Site | undefined = site; up !== undefined && up !== statement; up = up.parent) {
    if (up.kind === 'class' || (up.kind === 'function' && up.op !== 'lambda')) return false;
  }
  return true;
}

/** By name: what the statement bound, returned or changed in place. */
function madeBy(recorded: Recorded, site: Site, inside: Site[], steps: StepRecord[]): Map<string, Made> {
  const made = new Map<string, Made>();
  const add = (label: string, artifact: number): void => {
    const record = recorded.artifacts.get(artifact);
    if (record === undefined || record.kind === 'function') return;
    const known = made.get(label) ?? { label, artifacts: [] };
    if (!known.artifacts.includes(record) || record.kind === 'scalar') known.artifacts.push(record);
    made.set(label, known);
  };
  for (const bind of site.binds) add(bind.name.replace(/^this\./, 'self.'), bind.a);
  const innerNames = namesBoundInside(site, inside);
  for (const step of steps) {
    for (const [artifact, role] of step.out ?? []) {
      const record = recorded.artifacts.get(artifact);
      if (record === undefined) continue;
      if (role === 'file') add(`writes`, artifact);
      else if (role !== 'value' && role !== 'item' && record.from !== undefined) {
        const name = changedName(recorded, site, steps, record.from);
        if (name !== undefined && !innerNames.has(name)) add(name, artifact);
      }
    }
  }
  if (site.op === 'return' && made.size === 0) for (const id of returned(site)) add('return', id);
  return made;
}

/** What the outermost expression of a return statement gave. */
function returned(site: Site): number[] {
  const widest = [...site.children].sort(
    (a, b) => a.line - b.line || a.column - b.column || b.endLine - a.endLine || b.endColumn - a.endColumn,
  )[0];
  const steps = widest?.steps ?? [];
  return steps.flatMap((step) => (step.out ?? []).flatMap(([artifact, role]) => (role === 'value' ? [artifact] : [])));
}

/** The name that the changed object was read from, in this statement if it was, else the last it was bound to. */
function changedName(recorded: Recorded, site: Site, steps: StepRecord[], before: number): string | undefined {
  const reads = steps.flatMap((step) =>
    (step.in ?? []).flatMap(([id, , name]) => (id === before && name ? [name] : [])),
  );
  return normaliseName(reads[0] ?? namesAt(recorded, before, site).at(-1));
}

function normaliseName(name: string | undefined): string | undefined {
  return name?.replace(/^this\b/, 'self');
}

function namesBoundInside(site: Site, inside: Site[]): Set<string> {
  return new Set(inside.flatMap((each) => (each === site ? [] : each.binds.map((bind) => bind.name))));
}

/** Names of what came from outside of the statement. */
function inputsOf(recorded: Recorded, site: Site, inside: Site[], steps: StepRecord[], made: Set<string>): string[] {
  const own = new Set(steps.map((step) => step.id));
  const inner = namesBoundInside(site, inside);
  const names = new Set<string>();
  const taken = new Set(site.binds.map(({ a }) => a));
  for (const step of steps) {
    for (const input of step.in ?? []) {
      // What functions gave back and the statement takes out of the whole again: `const [a, b] = await Promise.all(…)`.
      if (input[1] === 'returned' && taken.has(input[0])) continue;
      const name = inputName(recorded, site, input, own, inner);
      if (name !== undefined) names.add(name);
    }
  }
  // A field's name says whose it is.
  if ([...names].some((name) => name.startsWith('self.'))) names.delete('self');
  // A changed name is its own earlier version: said by the version.
  return [...names].filter((name) => !made.has(name) || isReadAnew(recorded, site, steps, name)).sort();
}

function inputName(
  recorded: Recorded,
  site: Site,
  [id, role, variable]: InputRef,
  own: Set<number>,
  inner: Set<string>,
): string | undefined {
  const artifact = recorded.artifacts.get(id);
  if (artifact === undefined || artifact.kind === 'function' || role === 'callee') return undefined;
  if (artifact.kind === 'file') return describeArtifact(artifact);
  const name = normaliseName(variable);
  if (name !== undefined) return inner.has(name) ? undefined : name;
  if (own.has(artifact.step)) return undefined;
  return normaliseName(namesAt(recorded, id, site).find((each) => !inner.has(each)));
}

/** `total = total + x` reads total; `rows.push(x)` changes it. */
function isReadAnew(recorded: Recorded, site: Site, steps: StepRecord[], name: string): boolean {
  return steps.every((step) =>
    (step.out ?? []).every(([artifact]) => {
      const from = recorded.artifacts.get(artifact)?.from;
      return from === undefined || changedName(recorded, site, steps, from) !== name;
    }),
  );
}
