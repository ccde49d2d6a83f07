/** Runs a program plainly under Node's inspector, with a silent breakpoint at every statement, and brings home what was seen. */
import { type ChildProcess, spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { findPlaces, type Places, type Position, type Variable } from './places.ts';

export interface Seen {
  /** Modules of the workspace, by file; functions and statements carry numbers across all modules. */
  modules: Map<string, Places>;
  functions: { file: string; start: Position; end: Position; module: boolean }[];
  statements: { file: string; start: Position; end: Position; fn: number }[];
  frames: { id: number; fn: number }[];
  contents: unknown[];
  /** Frame that holds the variable, its name, its content, the one before or -1, the statement that had run, the one ahead. */
  events: [frame: number, name: string, content: number, before: number, ran: number, ahead: number][];
  /** Variables that the inspector could not read when the frame was left. */
  blind: [frame: number, name: string][];
  stdout: string;
  problem: string | undefined;
}

interface Message {
  id?: number;
  method?: string;
  params: Record<string, unknown>;
  result?: Record<string, unknown>;
  error?: { message: string };
}

interface Location {
  scriptId: string;
  lineNumber: number;
  columnNumber: number;
  type?: string;
}

const inside = fs.readFileSync(path.join(import.meta.dirname, 'inside.js'), 'utf8');

let watched = 0;

export async function watch(workspace: string, entry: string, env: NodeJS.ProcessEnv): Promise<Seen> {
  const out = path.join(os.tmpdir(), `second-recorder-${process.pid}-${++watched}.json`);
  const child = spawn(process.execPath, ['--inspect-brk=127.0.0.1:0', entry], {
    cwd: workspace,
    env: { ...env, SECOND_RECORDER_OUT: out },
  });
  const seen: Seen = {
    modules: new Map(),
    functions: [],
    statements: [],
    frames: [],
    contents: [],
    events: [],
    blind: [],
    stdout: '',
    problem: undefined,
  };
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    seen.stdout += text;
  });
  const socket = new WebSocket(await addressOf(child));
  await new Promise((resolve) => socket.addEventListener('open', resolve));
  const waiting = new Map<number, (answer: Message) => void>();
  let count = 0;
  const send = (method: string, params: object = {}): Promise<Message> =>
    new Promise((resolve) => {
      const id = ++count;
      waiting.set(id, resolve);
      socket.send(JSON.stringify({ id, method, params }));
    });
  const scripts: { scriptId: string; url: string }[] = [];
  const ended = new Promise<void>((resolve) => {
    socket.addEventListener('message', ({ data }) => {
      const message = JSON.parse(String(data)) as Message;
      if (message.id !== undefined) {
        waiting.get(message.id)?.(message);
        waiting.delete(message.id);
      } else if (message.method === 'Debugger.scriptParsed') scripts.push(message.params as never);
      else if (message.method === 'Debugger.paused') void paused().catch((error) => fail(seen, error));
      else if (message.method === 'Runtime.executionContextDestroyed') socket.close();
    });
    const paused = async () => {
      for (const script of scripts.splice(0)) await setBreakpoints(seen, workspace, script, send);
      await send('Debugger.resume');
    };
    child.on('close', () => resolve());
  });
  await send('Runtime.enable');
  await send('Debugger.enable');
  await send('Runtime.evaluate', { expression: inside });
  await send('Debugger.setInstrumentationBreakpoint', { instrumentation: 'beforeScriptExecution' });
  await send('Runtime.runIfWaitingForDebugger');
  await ended;
  bringHome(seen, fs.readFileSync(out, 'utf8'));
  fs.rmSync(out);
  return seen;
}

function fail(seen: Seen, problem: unknown): void {
  seen.problem ??= problem instanceof Error ? String(problem.stack) : JSON.stringify(problem);
}

function bringHome(seen: Seen, text: string): void {
  const taken = JSON.parse(text) as {
    frames: Seen['frames'];
    blind: Seen['blind'];
    contents: string[];
    events: Seen['events'];
    error?: string;
  };
  seen.frames = taken.frames;
  seen.contents = taken.contents.map((each) => JSON.parse(each) as unknown);
  seen.events = taken.events;
  seen.blind = taken.blind;
  if (taken.error !== undefined) fail(seen, taken.error);
}

function addressOf(child: ChildProcess): Promise<string> {
  let text = '';
  return new Promise((resolve, reject) => {
    child.stderr?.setEncoding('utf8').on('data', (more: string) => {
      text += more;
      const found = /ws:\/\/\S+/.exec(text);
      if (found) resolve(found[0]);
    });
    child.on('close', () => reject(new Error(`the program ended before it could be watched: ${text}`)));
  });
}

type Send = (method: string, params?: object) => Promise<Message>;

/** At the first place of each statement where V8 can stop, and where each function is left. */
async function setBreakpoints(
  seen: Seen,
  workspace: string,
  script: { scriptId: string; url: string },
  send: Send,
): Promise<void> {
  const file = script.url.startsWith('file:') ? fileURLToPath(script.url) : script.url;
  if (!file.startsWith(workspace + path.sep) || file.includes(`${path.sep}node_modules${path.sep}`)) return;
  const { scriptId } = script;
  const places = findPlaces(file, fs.readFileSync(file, 'utf8'));
  seen.modules.set(file, places);
  const [fnBase, base] = [seen.functions.length, seen.statements.length];
  places.functions.forEach(
    ({ start, end }, index) => void seen.functions.push({ file, start, end, module: index === 0 }),
  );
  for (const { start, end, fn } of places.statements) seen.statements.push({ file, start, end, fn: fn + fnBase });
  const answer = await send('Debugger.getPossibleBreakpoints', { start: { scriptId, lineNumber: 0, columnNumber: 0 } });
  const locations = (answer.result?.locations ?? []) as Location[];
  const taken = new Set<string>();
  const set = async (location: Location, place: object, names: Variable[]) => {
    const key = `${location.lineNumber}:${location.columnNumber}`;
    if (taken.has(key)) return;
    taken.add(key);
    const values = names.map(
      ({ name, owner, after = 0 }) =>
        `[${JSON.stringify(name)},${owner + fnBase},()=>${name === 'new' ? 'this' : name},${after}]`,
    );
    const condition = `$second(${JSON.stringify(place)},[${values.join(',')}])`;
    await send('Debugger.setBreakpoint', { location: { ...location, type: undefined }, condition });
  };
  const entered = new Set<number>();
  const innermost = (at: Location): number => {
    let best = 0;
    places.functions.forEach((each, index) => {
      // a function's own places lie behind its beginning, where the code around it makes it
      const { lineNumber, columnNumber } = at;
      const begins = lineNumber + 1 === each.start.line && columnNumber === each.start.column;
      if (index > 0 && !begins && isInside(at, each.start, each.end)) best = index;
    });
    return best;
  };
  for (const [index, statement] of places.statements.entries()) {
    const { fn, first, again, names, start, end } = statement;
    const found = locations.find((at) => at.type !== 'return' && isInside(at, start, end) && innermost(at) === fn);
    if (!found) continue;
    const entry = first && !entered.has(fn);
    if (entry) entered.add(fn);
    await set(found, { site: index + base, fn: fn + fnBase, entry, again, module: fn === 0, line: start.line }, names);
  }
  for (const at of locations.filter(({ type }) => type === 'return')) {
    const fn = innermost(at);
    const names = places.functions[fn]?.names ?? [];
    await set(at, { site: -1, fn: fn + fnBase, leaves: true, entry: !entered.has(fn), module: fn === 0 }, names);
  }
}

function isInside({ lineNumber, columnNumber }: Location, start: Position, end: Position): boolean {
  const line = lineNumber + 1;
  if (line < start.line || line > end.line) return false;
  return !(line === start.line && columnNumber < start.column) && !(line === end.line && columnNumber > end.column);
}
