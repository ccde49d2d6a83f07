/** `interim`: picks the command, and turns every error into words on stderr and an exit code. */
import { InterimError } from '../core/errors.ts';
import { interimVersion } from '../recorder/installation.ts';
import { helpFor, OVERVIEW } from './help.ts';
import { nearest, UsageError } from './options.ts';

type Command = (args: string[]) => Promise<number>;

/** Loaded when called: `interim run` must not wait for what only `interim view` needs. */
const COMMANDS: Record<string, () => Promise<Command>> = {
  run: async () => (await import('./run.ts')).runCommand,
  runs: async () => (await import('./runs.ts')).runsCommand,
  show: async () => (await import('./show.ts')).showCommand,
  artifact: async () => (await import('./artifact.ts')).artifactCommand,
  graph: async () => (await import('./graph.ts')).graphCommand,
  view: async () => (await import('./view.ts')).viewCommand,
};

async function main(args: string[]): Promise<number> {
  const [name = '--help', ...rest] = args;
  if (name === '--version' || name === '-v') return say(`interim ${interimVersion()}`);
  if (name === '--help' || name === '-h' || (name === 'help' && rest.length === 0)) return say(OVERVIEW);
  const asked = name === 'help' ? rest[0] : asksForHelp(rest) ? name : undefined;
  if (asked !== undefined && Object.hasOwn(COMMANDS, asked)) return say(helpFor(asked));
  const load = Object.hasOwn(COMMANDS, asked ?? name) ? COMMANDS[name] : undefined;
  if (!load) throw new UsageError('', unknownCommand(asked ?? name));
  return (await load())(rest);
}

/** `--help` before anything else; later ones belong to the program. */
function asksForHelp(args: string[]): boolean {
  return args[0] === '--help' || args[0] === '-h';
}

function unknownCommand(name: string): string {
  const meant = nearest(name, Object.keys(COMMANDS));
  const file = /\.\w+$/.test(name) ? `; to run a file: interim run ${name}` : '';
  return `there is no command “${name}”${meant ? `; did you mean ${meant}?` : file}`;
}

function say(text: string): number {
  process.stdout.write(`${text}\n`);
  return 0;
}

function tell(error: unknown): number {
  if (error instanceof UsageError) {
    const help = error.command ? `interim help ${error.command}` : 'interim --help';
    process.stderr.write(`interim: ${error.message}\n         See: ${help}\n`);
    return 2;
  }
  if (error instanceof InterimError) {
    process.stderr.write(`interim: ${error.message}\n         ${error.mend}\n`);
    return error.code === 'program-start' ? 127 : 2;
  }
  process.stderr.write(`interim: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  return 70;
}

// The reader of our output may leave first (`| head`); that is its right.
for (const stream of [process.stdout, process.stderr])
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });

main(process.argv.slice(2))
  .catch(tell)
  .then((code) => {
    process.exitCode = code;
  });
