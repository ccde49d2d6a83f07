// `npm run code`: the real VS Code in a browser, with the extension and the examples open. Prints the address; Ctrl-C ends it.
import { spawn } from 'node:child_process';
import path from 'node:path';
import { ensureVSCode } from './e2e-setup.mjs';
import { ensureBuild, ensurePackages, ensurePython, pinnedNode, projectEnv, root } from './setup.mjs';

ensurePackages();
ensurePython();
ensureBuild();
ensureVSCode();
const child = spawn(pinnedNode, [path.join(root, 'test/e2e/serve.ts'), ...process.argv.slice(2)], {
  cwd: root,
  env: projectEnv(),
  stdio: 'inherit',
});
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
child.on('exit', (code) => process.exit(code ?? 0));
