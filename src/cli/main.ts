/** `interim`: picks the command. */
import { interimVersion } from '../recorder/installation.ts';
import { endWith } from './ending.ts';
import { helpFor, OVERVIEW } from './help.ts';
import { nearest, UsageError } from './options.ts';
import { print } from './output.ts';

type Command = (args: string[]) => Promise<number>;

/** Loaded when called: `interim run` must not wait for what only `interim view` needs. */
const COMMANDS: Record<string, () => Promise<Command>> = {
  run: async () => {
    const [{ runCommand }, { writeReport }] = await Promise.all([import('./run.ts'), import('./report.ts')]);
    return (args) => runCommand(args, writeReport);
  },
  runs: async () => (await import('./runs.ts')).runsCommand,
  show: async () => (await import('./show.ts')).showCommand,
  artifact: async () => (await import('./artifact.ts')).artifactCommand,
  graph: async () => (await import('./graph.ts')).graphCommand,
  index: async () => (await import('./buildIndex.ts')).indexCommand,
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
  print(text);
  return 0;
}

endWith(main(process.argv.slice(2)));
