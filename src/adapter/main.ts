/** The debug adapter as a process of its own, speaking DAP over stdio. When the editor goes, the program goes too. */
import { InterimSession } from './session.ts';

const session = new InterimSession();
const leave = (): void => {
  void session.end(200).finally(() => process.exit(0));
};
for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, leave);
process.stdin.on('close', leave);
process.stdin.on('end', leave);
process.stdout.on('error', leave);
session.start(process.stdin, process.stdout);
