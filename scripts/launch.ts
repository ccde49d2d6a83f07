/**
 * Runs one program through the debug adapter, as an editor does: initialize, launch, output, exited. Used by `npm start`.
 *   node scripts/launch.ts PROGRAM [PYTHON]      the program's output passes through; the run folder is written to fd 3
 */
import { spawn } from 'node:child_process';
import { writeSync } from 'node:fs';
import path from 'node:path';
import type { DebugProtocol } from '@vscode/debugprotocol';
import { type LaunchConfiguration, RUN_STARTED, type RunStartedBody } from '../src/protocol/adapter.ts';

const root = path.resolve(import.meta.dirname, '..');
const [program, python] = process.argv.slice(2);
if (!program) throw new Error('usage: node scripts/launch.ts PROGRAM [PYTHON]');

const adapter = spawn(process.execPath, [path.join(root, 'dist/adapter.cjs')], { stdio: ['pipe', 'pipe', 'inherit'] });
let sequence = 0;
let pending = Buffer.alloc(0);
let exitCode = 1;

function send(command: string, body: object): void {
  sequence += 1;
  const text = JSON.stringify({ seq: sequence, type: 'request', command, arguments: body });
  adapter.stdin.write(`Content-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`);
}

function receive(message: DebugProtocol.ProtocolMessage): void {
  if (message.type === 'response') {
    const response = message as DebugProtocol.Response;
    if (response.command === 'disconnect') adapter.stdin.end();
    if (response.success) return;
    process.stderr.write(`${response.message}\n${response.body?.error?.format ?? ''}\n`);
    process.exit(1);
  }
  const { event, body } = message as DebugProtocol.Event;
  if (event === 'initialized') send('configurationDone', {});
  else if (event === 'output' && body.category === 'stdout') process.stdout.write(body.output);
  else if (event === 'output' && body.category === 'stderr') process.stderr.write(body.output);
  else if (event === RUN_STARTED) writeSync(3, `${(body as RunStartedBody).folder}\n`);
  else if (event === 'exited') exitCode = body.exitCode;
  else if (event === 'terminated') send('disconnect', {});
}

adapter.stdout.on('data', (chunk: Buffer) => {
  pending = Buffer.concat([pending, chunk]);
  for (;;) {
    const header = /^Content-Length: (\d+)\r\n\r\n/.exec(pending.toString('latin1', 0, 100));
    if (!header) return;
    const start = header[0].length;
    const end = start + Number(header[1]);
    if (pending.length < end) return;
    const text = pending.toString('utf8', start, end);
    pending = pending.subarray(end);
    receive(JSON.parse(text));
  }
});
adapter.on('exit', () => process.exit(exitCode));

const launch: LaunchConfiguration = {
  type: 'interim',
  request: 'launch',
  name: 'example',
  program,
  workspaceFolder: root,
};
send('initialize', {
  adapterID: 'interim',
  clientID: 'start',
  pathFormat: 'path',
  linesStartAt1: true,
  columnsStartAt1: true,
});
send('launch', python ? { ...launch, python } : launch);
