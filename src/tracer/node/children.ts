/**
 * Node programs that the program starts are traced, each with a log of its own. They are told where they are started: at the native calls
 * that every way of starting one leads to, with a copy of the environment that the program gave, so that nothing of the program's shows it.
 */
import { type StartedBy, withTracer } from './childEnvironment.ts';
import type { Disguise } from './disguise.ts';
import { runsThisNode } from './nodeProgram.ts';

const { existsSync, readdirSync } = process.getBuiltinModule('node:fs');
const { apply } = Reflect;
const { create } = Object;

export interface Children {
  configFile: string;
  runFolder: string;
  register: string;
  disguise: Disguise;
  /** Who starts the child that is started now. */
  by(): StartedBy;
  /** There are too many to trace one more. */
  full(): void;
}

/** The fields that matter here, of what the native call for waiting children is given. */
interface SyncOptions {
  file?: unknown;
  args?: unknown;
  cwd?: unknown;
  envPairs?: unknown;
  uid?: unknown;
  gid?: unknown;
}

const WARNS = /--(pending-deprecation|permission|experimental-permission)/;

type Native = (this: unknown, ...given: unknown[]) => unknown;

/** A run of more logs than this takes long to read: further processes and threads run untraced. */
const MOST_LOGS = 500;
export const TOO_MANY = `after ${MOST_LOGS} processes and threads further ones ran untraced`;

export function traceChildren(children: Children): void {
  const natives = nativeCalls();
  if (natives === undefined) return;
  const { disguise } = children;
  const { processes, waiting } = natives;
  const { spawn } = processes;
  const { spawn: spawnSync } = waiting;
  const own = {
    // Until Node 24 one object, since then a list: file, args, cwd, envPairs, stdio, flags, uid, gid.
    spawn(this: unknown, ...given: unknown[]): unknown {
      const [file, args, cwd, envPairs, , , uid, gid] = given;
      if (typeof file !== 'string') return apply(spawn, this, [traced(children, file), ...given.slice(1)]);
      const more = tracedPairs(children, { file, args, cwd, envPairs, uid, gid });
      return apply(spawn, this, more ? given.with(3, more) : given);
    },
    spawnSync(this: unknown, options: unknown): unknown {
      return apply(spawnSync, this, [traced(children, options)]);
    },
  };
  processes.spawn = disguise.stand(own.spawn, spawn);
  waiting.spawn = disguise.stand(own.spawnSync, spawnSync);
}

function traced(children: Children, options: unknown): unknown {
  if (typeof options !== 'object' || options === null) return options;
  const envPairs = tracedPairs(children, options);
  return envPairs ? create(options, { envPairs: { value: envPairs } }) : options;
}

/** The environment of a child that is to be traced. */
function tracedPairs(children: Children, options: SyncOptions): string[] | undefined {
  try {
    const { file, args = [], cwd, envPairs, uid, gid } = options;
    // another user may not be able to read the tracer
    if (typeof file !== 'string' || !isTexts(args) || !isTexts(envPairs) || uid != null || gid != null)
      return undefined;
    const folder = typeof cwd === 'string' && cwd !== '' ? cwd : undefined;
    if (!runsThisNode({ file, args, cwd: folder, env: envPairs }) || !existsSync(children.register)) return undefined;
    if (isFull(children.runFolder)) {
      children.full();
      return undefined;
    }
    return withTracer(envPairs, children.configFile, children.register, children.by());
  } catch {
    return undefined;
  }
}

const isTexts = (value: unknown): value is string[] =>
  Array.isArray(value) && value.every((item) => typeof item === 'string');

export function isFull(runFolder: string): boolean {
  return readdirSync(runFolder).filter((name) => name.startsWith('log-')).length >= MOST_LOGS;
}

/** Node warns of their use where it is asked to, and then they are left alone; they may not be there at all. */
function nativeCalls(): { processes: { spawn: Native }; waiting: { spawn: Native } } | undefined {
  const { execArgv, env } = process;
  if (WARNS.test(`${execArgv.join(' ')} ${env.NODE_OPTIONS ?? ''}`) || env.NODE_PENDING_DEPRECATION === '1')
    return undefined;
  const said = Object.getOwnPropertyDescriptor(process, 'noDeprecation');
  try {
    process.noDeprecation = true;
    const { binding } = process as unknown as { binding(name: string): never };
    const { Process } = binding('process_wrap') as { Process: { prototype: { spawn: Native } } };
    return { processes: Process.prototype, waiting: binding('spawn_sync') };
  } catch {
    return undefined;
  } finally {
    if (said) Object.defineProperty(process, 'noDeprecation', said);
    else delete process.noDeprecation;
  }
}

/** The child's own log: a process id that came again in a long run gets a name of its own. */
export function logOfChild(runFolder: string): string {
  const { pid } = process;
  const isFree = (name: string) => !existsSync(`${runFolder}/log-${name}.ndjson`);
  if (isFree(`${pid}`)) return `${pid}`;
  let again = 1;
  while (!isFree(`${pid}_again${again}`)) again++;
  return `${pid}_again${again}`;
}
