/** Runs a folder of sources plainly and traced, with the tracer as it ships. Bundled once per test process. */
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { build } from 'esbuild';
import { parserAlone } from '../../../scripts/parserAlone.mjs';
import type { LogRecord } from '../../../src/protocol/runLog.ts';

const root = path.resolve(import.meta.dirname, '../../..');
export const scratch = fs.mkdtempSync(path.join(fs.realpathSync(os.tmpdir()), 'interim-node-'));
process.on('exit', () => fs.rmSync(scratch, { recursive: true, force: true }));

const common = {
  bundle: true,
  platform: 'node',
  format: 'cjs',
  target: 'node22',
  minify: true,
  logLevel: 'error',
} as const;
let bundled: Promise<string> | undefined;
function bundle(): Promise<string> {
  bundled ??= (async () => {
    await build({
      ...common,
      entryPoints: [path.join(root, 'src/tracer/node/preload.ts')],
      outfile: path.join(scratch, 'dist/register.cjs'),
    });
    await build({
      ...common,
      entryPoints: [path.join(root, 'src/tracer/node/register.ts')],
      outfile: path.join(scratch, 'dist/tracer.cjs'),
    });
    await build({
      ...common,
      plugins: [parserAlone(root)],
      entryPoints: [path.join(root, 'src/analysis/typescript/analyzer.ts')],
      outfile: path.join(scratch, 'dist/analyzer.cjs'),
    });
    return path.join(scratch, 'dist/register.cjs');
  })();
  return bundled;
}

export interface Outcome {
  stdout: string;
  stderr: string;
  status: number | null;
  signal: string | null;
}
export interface Traced extends Outcome {
  records: LogRecord[];
  runFolder: string;
}

let folders = 0;
export function writeFolder(files: Record<string, string>): string {
  const folder = path.join(scratch, `w${++folders}`);
  for (const [name, text] of Object.entries(files)) {
    fs.mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    fs.writeFileSync(path.join(folder, name), text);
  }
  return folder;
}

const options = {
  encoding: 'utf8',
  env: { PATH: process.env.PATH, HOME: process.env.HOME } as NodeJS.ProcessEnv,
  timeout: 300_000,
} as const;

export function runPlain(folder: string, entry: string, args: string[] = [], flags: string[] = []): Outcome {
  return tidy(spawnSync(process.execPath, [...flags, path.join(folder, entry), ...args], { ...options, cwd: folder }));
}

export async function runTraced(
  folder: string,
  entry: string,
  args: string[] = [],
  flags: string[] = [],
  include: string[] = [],
): Promise<Traced> {
  const register = await bundle();
  const runFolder = path.join(scratch, `run${++folders}`);
  fs.mkdirSync(runFolder);
  const limits = {
    previewRows: 20,
    previewColumns: 20,
    previewItems: 20,
    previewText: 500,
    iterations: 20,
    describeMs: 1000,
    runBytes: 0,
  };
  const config = path.join(runFolder, 'trace.json');
  const cacheFolder = path.join(scratch, 'cache');
  fs.writeFileSync(
    config,
    JSON.stringify({
      format: 1,
      interim: 'test',
      entry: path.join(folder, entry),
      workspace: folder,
      include,
      runFolder,
      cacheFolder,
      limits,
    }),
  );
  const env = { ...options.env, INTERIM_TRACE: config };
  const outcome = tidy(
    spawnSync(process.execPath, ['--require', register, ...flags, path.join(folder, entry), ...args], {
      ...options,
      env,
      cwd: folder,
    }),
  );
  const log = path.join(runFolder, 'log-0.ndjson');
  const lines = fs.existsSync(log) ? fs.readFileSync(log, 'utf8').split('\n').slice(0, -1) : [];
  return { ...outcome, records: lines.map((line) => JSON.parse(line) as LogRecord), runFolder };
}

function tidy({
  stdout,
  stderr,
  status,
  signal,
}: {
  stdout: string;
  stderr: string;
  status: number | null;
  signal: string | null;
}): Outcome {
  return { stdout, stderr: stderr.replace(/\(node:\d+\)/g, '(node)'), status, signal };
}
