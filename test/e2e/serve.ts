/** Serves VS Code with the extension and a folder (default: the examples) until it is told to end. */
import path from 'node:path';
import { parseArgs } from 'node:util';
import { root, startVSCode } from './server.ts';
import { python } from './workspace.ts';

const { values, positionals } = parseArgs({ options: { port: { type: 'string' } }, allowPositionals: true });
const folder = path.resolve(positionals[0] ?? path.join(root, 'examples'));
const vscode = await startVSCode({
  folder,
  port: Number(values.port ?? 0),
  settings: { 'interim.python': python },
});
process.stdout.write(`VS Code with Interim, ${folder}:\n\n  ${vscode.url}\n\nCtrl-C ends it.\n`);
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, async () => {
    await vscode.stop();
    process.exit(0);
  });
