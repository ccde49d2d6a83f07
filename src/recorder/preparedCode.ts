/**
 * The entry's instrumented code, kept from one run to the next: preparing it takes a process of its own, and its result
 * depends on nothing but the text and the facts that are kept with it. Nothing in it belongs to one run; it finds the run
 * folder from its own path. Compared is all that it depends on, not a hash: loading Node's cryptography takes longer.
 */
import {
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import type { Target } from './plan.ts';
import type { TracerConfig } from './tracedStart.ts';

const KEPT = 100;
const NOTHING = Buffer.alloc(0);

export interface PreparedCode {
  /** Puts what was prepared earlier into the run folder; gives its path there, or nothing. */
  take(runFolder: string): string | undefined;
  /** Keeps what was prepared now in that run folder, if it was made from the same text: `hash` is of the one that it was made from. */
  keep(runFolder: string, pyc: string, hash: string): Promise<void>;
}

/** First line of a kept file: what its parts were made from, and how long they are. */
interface Head {
  facts: string;
  /** Of the entry's text: what its copy in a run folder is called. Empty for a module. */
  hash: string;
  /** Bytes of the entry's text, and of the same with secrets masked; the code is the rest. */
  source: number;
  masked: number;
}

/** Nothing where there is no folder to keep it in, or the entry cannot be read: preparing says why. */
export function preparedCode(target: Target, config: TracerConfig, tracer: string): PreparedCode | undefined {
  if (config.cacheFolder === null) return undefined;
  try {
    const source = config.entry === null ? undefined : readFileSync(config.entry);
    const facts = factsOf(target, config, tracer);
    const kept = path.join(config.cacheFolder, 'entries', `${nameOf(facts)}.bin`);
    return {
      take(runFolder) {
        try {
          return takeFrom(kept, facts, source ?? NOTHING, runFolder);
        } catch {
          return undefined;
        }
      },
      async keep(runFolder, pyc, hash) {
        try {
          const { createHash } = await import('node:crypto');
          if (source !== undefined && createHash('sha256').update(source).digest('hex') !== hash) return;
          keepIn(kept, { facts, hash: source === undefined ? '' : hash }, source ?? NOTHING, runFolder, pyc);
        } catch {
          // It is prepared again.
        }
      },
    };
  } catch {
    return undefined;
  }
}

/** All that the code depends on, besides the text. */
function factsOf({ request, runtime }: Target, config: TracerConfig, tracer: string): string {
  const { runFolder: _, ...constant } = config;
  const environment = Object.entries(request.env).filter(([name]) => name.startsWith('PYTHON'));
  const entry = config.entry === null ? null : realpathSync(config.entry);
  const { mtimeMs, size } = statSync(runtime.path);
  const interpreter = [runtime.path, realpathSync(runtime.path), mtimeMs, size, runtime.version];
  // The build writes the stamp from the tracer's files.
  const version = readFileSync(path.join(tracer, 'stamp'), 'utf8');
  return JSON.stringify([constant, entry, request.cwd, interpreter, environment.sort(), tracer, version]);
}

/** Two that fall on one name take turns: what a file holds is compared with what is asked. */
function nameOf(facts: string): string {
  let hash = 0x811c9dc5;
  for (let index = 0; index < facts.length; index++) hash = Math.imul(hash ^ facts.charCodeAt(index), 0x01000193);
  return (hash >>> 0).toString(16).padStart(8, '0');
}

function takeFrom(kept: string, facts: string, source: Buffer, runFolder: string): string | undefined {
  const data = readFileSync(kept);
  const begin = data.indexOf(10) + 1;
  const head = JSON.parse(data.toString('utf8', 0, begin)) as Head;
  const [masked, code] = [begin + head.source, begin + head.source + head.masked];
  if (head.facts !== facts || !data.subarray(begin, masked).equals(source)) return undefined;
  const pyc = path.join(runFolder, 'boot', 'main.pyc');
  mkdirSync(path.dirname(pyc), { recursive: true });
  writeFileSync(pyc, data.subarray(code));
  if (head.hash !== '') {
    mkdirSync(path.join(runFolder, 'sources'), { recursive: true });
    writeFileSync(path.join(runFolder, 'sources', head.hash), data.subarray(masked, code));
  }
  const now = new Date();
  utimesSync(kept, now, now);
  return pyc;
}

function keepIn(
  kept: string,
  made: Pick<Head, 'facts' | 'hash'>,
  source: Buffer,
  runFolder: string,
  pyc: string,
): void {
  const masked = made.hash === '' ? NOTHING : readFileSync(path.join(runFolder, 'sources', made.hash));
  const head: Head = { ...made, source: source.length, masked: masked.length };
  const folder = path.dirname(kept);
  mkdirSync(folder, { recursive: true });
  const draft = `${kept}.${process.pid}`;
  writeFileSync(draft, Buffer.concat([Buffer.from(`${JSON.stringify(head)}\n`), source, masked, readFileSync(pyc)]));
  renameSync(draft, kept);
  const all = readdirSync(folder).map((name) => path.join(folder, name));
  if (all.length <= KEPT) return;
  const newestFirst = all.map((file) => ({ file, at: statSync(file).mtimeMs })).sort((a, b) => b.at - a.at);
  for (const { file } of newestFirst.slice(KEPT)) rmSync(file, { force: true });
}
