/**
 * Whether a command line runs the very Node that runs this program, and nothing that could see what is put into its environment: Node
 * itself, a script whose first line names it, or a shell that does nothing but run one of them.
 */
const { accessSync, closeSync, constants, openSync, readSync, realpathSync, statSync } =
  process.getBuiltinModule('node:fs');
const path = process.getBuiltinModule('node:path');
const { execPath } = process;

export interface Command {
  file: string;
  args: readonly string[];
  cwd: string | undefined;
  /** `NAME=value`. */
  env: readonly string[];
}

const SHELL = /^(ba|da|z|k)?sh$/;
/** What a shell makes more of than words, and the variables that a child is told by. */
const MORE_THAN_WORDS = /[;&|`$(){}\n\r]|\b(NODE_OPTIONS|INTERIM_\w+)=/;
const ASSIGNMENT = /^\w+=/;
/** These end or hand over before a module is required, may not read the tracer's files, or bring a loader that makes code of its own. */
const NO_PROGRAM =
  /^--(run|build-snapshot|permission|experimental-permission|allow-\w|v8-options|snapshot-blob|import|loader|experimental-loader)\b/;
/** Loaders and permissions come by variable too; and one that is traced in a run of its own stays in that. */
const IN_ENVIRONMENT = /^(INTERIM_TRACE=|NODE_OPTIONS=.*--(\S*permission|import|loader|experimental-loader)\b)/;
/** Options whose value may be the next word. */
const WITH_VALUE =
  /^(-[reCp]|-pe|--(require|import|loader|experimental-loader|conditions|eval|print|test-[\w-]+|env-file[\w-]*))$/;
const LONGEST_FIRST_LINE = 256;

export function runsThisNode(command: Command): boolean {
  const { file, args, env } = command;
  if (env.some((pair) => IN_ENVIRONMENT.test(pair))) return false;
  if (isNode(file, command, false)) return runsProgram(args);
  const [, flag, text, more] = args;
  if (!SHELL.test(path.basename(file)) || flag !== '-c' || text === undefined || more !== undefined) return false;
  if (MORE_THAN_WORDS.test(text)) return false;
  const words = text.trim().split(/\s+/);
  const first = words.findIndex((word) => !ASSIGNMENT.test(word) && word !== 'exec');
  const program = (words[first] ?? '').replace(/^(["'])(.*)\1$/, '$2');
  return isNode(program, command, false) && runsProgram(words.slice(first));
}

/** `args` begin with the program's own name; behind the script they are the script's. */
function runsProgram(args: readonly string[]): boolean {
  const script = args.findIndex((arg, at) => at > 0 && !arg.startsWith('-') && !WITH_VALUE.test(args[at - 1] ?? ''));
  return !args.slice(0, script < 0 ? undefined : script).some((arg) => NO_PROGRAM.test(arg));
}

function isNode(name: string, command: Command, named: boolean): boolean {
  const file = name === '' ? undefined : findProgram(name, command);
  if (file === undefined) return false;
  try {
    const real = realpathSync(file);
    return real === execPath || (!named && isNode(interpreterOf(real), command, true));
  } catch {
    return false;
  }
}

/** As the system finds it: a name without a slash in the folders of the child's own PATH. */
function findProgram(name: string, { cwd = process.cwd(), env }: Command): string | undefined {
  const at = (folder: string) => path.resolve(cwd, folder, name);
  if (name.includes('/')) return isRunnable(at('')) ? at('') : undefined;
  const folders = env.find((pair) => pair.startsWith('PATH='))?.slice('PATH='.length) ?? '';
  return folders.split(path.delimiter).map(at).find(isRunnable);
}

function isRunnable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}

/** What a script's first line says: `#!/usr/bin/env node` or the path of one. */
function interpreterOf(file: string): string {
  const script = openSync(file, 'r');
  try {
    const start = Buffer.alloc(LONGEST_FIRST_LINE);
    const [line = ''] = start.toString('latin1', 0, readSync(script, start)).split('\n');
    const [, program = ''] = /^#!\s*(?:\S*\/env\s+(?:-S\s+)?)?(\S+)/.exec(line) ?? [];
    return program;
  } finally {
    closeSync(script);
  }
}
