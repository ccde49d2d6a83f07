/** Every error that a user can meet: a stable code, what happened, and what to do about it. */

type Facts = Record<string, string | number>;
type Text = (f: Facts) => [message: string, mend: string];

const TEXTS = {
  'entry-missing': (f) => [`There is no file ${f.file}.`, 'Check the path; it is taken from the folder you are in.'],
  'entry-directory': (f) => [
    `${f.file} is a folder, not a program.`,
    'Name the file to run, or a Python module with -m.',
  ],
  'entry-type': (f) => [
    `Interim cannot run ${f.file}: it is neither Python nor JavaScript nor TypeScript.`,
    `Files that it runs end in ${f.known}.`,
  ],
  'notebook-broken': (f) => [
    `${f.file} cannot be read as a notebook: ${f.detail}.`,
    'Open it in Jupyter or VS Code and save it again.',
  ],
  'notebook-old': (f) => [
    `${f.file} is a notebook of format ${f.detail}; Interim runs format 4.`,
    'Convert it with: jupyter nbconvert --to notebook --nbformat 4 FILE',
  ],
  'notebook-language': (f) => [
    `${f.file} is a notebook in ${f.detail}; Interim runs those in Python.`,
    'Choose a Python kernel for it, if its cells are Python.',
  ],
  'notebook-magic': (f) => [
    `Cell ${f.cell}, line ${f.line} of ${f.file} uses ${f.magic}, which needs IPython.`,
    'Install IPython into the Python that runs the notebook (pip install ipython), or name another with --python.',
  ],
  'entry-none': () => ['No program was named.', 'Name the file to run, or a Python module with -m.'],
  'folder-missing': (f) => [`There is no folder ${f.folder} to run in.`, 'Correct the working folder (cwd).'],
  'runtime-none': (f) => [
    `No ${f.label} was found.`,
    `Install ${f.label} ${f.oldest} or later, or name one with --${f.option} (in VS Code: “${f.option === 'python' ? 'python' : 'runtimeExecutable'}” of the launch configuration).`,
  ],
  'runtime-missing': (f) => [`There is no ${f.label} at ${f.path}.`, `Correct the path given for ${f.label}.`],
  'runtime-broken': (f) => [
    `${f.path} did not answer as ${f.label}: ${f.reason}.`,
    `Name another ${f.label}, ${f.oldest} or later, with --${f.option}.`,
  ],
  'runtime-old': (f) => [
    `${f.path} is ${f.label} ${f.version}; Interim needs ${f.oldest} or later.`,
    `Install a newer ${f.label}, or name one with --${f.option}.`,
  ],
  'runtime-kind': (f) => [
    `This run is not recorded: ${f.path} is ${f.name}, and Interim can only look into CPython.`,
    'The program runs all the same. Name a CPython with --python.',
  ],
  'limit-unknown': (f) => [`There is no limit “${f.name}”.`, `Limits are: ${f.known}.`],
  'limit-value': (f) => [`The limit ${f.name} cannot be “${f.value}”.`, 'Give a whole number; 0 means no limit.'],
  'env-file': (f) => [`The environment file ${f.file} could not be read: ${f.reason}.`, 'Correct “envFile”.'],
  'program-start': (f) => [`${f.command} could not be started: ${f.reason}.`, 'Check that it can be run by hand.'],
  'not-recorded': (f) => [`This run is not recorded: ${f.reason}.`, 'The program runs all the same.'],
  'disk-full': (f) => [
    `This run is not recorded: there is no space left for ${f.folder}.`,
    'The program runs all the same. Free some space or choose another place with --runs-folder.',
  ],
  'disk-filled': (f) => [
    `The disk is full, so the record of this run is not complete: ${f.folder}.`,
    'The program was not disturbed. Free some space and run it again.',
  ],
  'runs-elsewhere': (f) => [
    `${f.folder} cannot be written, so runs are kept in ${f.instead}.`,
    'Choose another place with --runs-folder.',
  ],
  'report-write': (f) => [
    `The report ${f.file} could not be written: ${f.reason}.`,
    'Choose another place for --report.',
  ],
  'port-taken': (f) => [`The port ${f.port} cannot be used.`, 'Choose another with --port, or leave it out.'],
  'run-missing': (f) => [`There is no run “${f.run}” in ${f.folder}.`, 'List the runs with: interim runs'],
  'run-ambiguous': (f) => [`“${f.run}” begins more than one run: ${f.runs}.`, 'Give more of its id.'],
  'run-none': (f) => [`There is no run in ${f.folder} yet.`, 'Record one with: interim run FILE'],
  'run-open': (f) => [`The run ${f.run} is still in use.`, 'Stop the program or close what shows it, then try again.'],
  'run-broken': (f) => [`${f.folder} cannot be read as a run: ${f.reason}.`, 'Delete it, or record the run again.'],
  'run-newer': (f) => [
    `${f.folder} was written by a newer Interim (run format ${f.format}; this one reads up to ${f.known}).`,
    'Update Interim to open it.',
  ],
  'artifact-missing': (f) => [`The run ${f.run} has no artifact ${f.artifact}.`, 'See them with: interim show'],
} satisfies Record<string, Text>;

const HARMLESS = 'The program ran all the same.';

/** What a tracer could not do, by the code of its record (docs/run-format.md). */
const PROBLEMS: Record<string, Text> = {
  'not-traced:syntax': (f) => [
    `Not recorded, for a syntax error: ${f.detail}.`,
    'Correct it: the program’s own error says where.',
  ],
  'not-traced': (f) => [`Not recorded inside: ${f.detail}.`, HARMLESS],
  'not-edited': (f) => [`What a library compiles itself is not recorded: ${f.detail}.`, HARMLESS],
  'child-not-traced': (f) => [`A program that this one started is not recorded: ${f.detail}.`, HARMLESS],
  'too-many-processes': (f) => [`Not all processes are recorded: ${f.detail}.`, HARMLESS],
  'no-loader-hooks': (f) => [`Node.js ${f.detail} cannot be recorded.`, 'Use Node.js 22.15 or later.'],
  'probe-failed': (f) => [`A step could not be recorded: ${f.detail}.`, HARMLESS],
  'release-failed': (f) => [`Memory of what the program dropped may be kept: ${f.detail}.`, HARMLESS],
  'end-failed': (f) => [`The end of the run is not recorded: ${f.detail}.`, HARMLESS],
};

export type ErrorCode = keyof typeof TEXTS;

export class InterimError extends Error {
  readonly code: ErrorCode;
  readonly mend: string;

  constructor(code: ErrorCode, message: string, mend: string) {
    super(message);
    this.name = 'InterimError';
    this.code = code;
    this.mend = mend;
  }
}

export function userError(code: ErrorCode, facts: Facts = {}): InterimError {
  const text: Text = TEXTS[code];
  const [message, mend] = text(facts);
  return new InterimError(code, message, mend);
}

export interface ProblemText {
  message: string;
  mend?: string;
}

export function problemText(code: string, detail = ''): ProblemText {
  const [message, mend] = PROBLEMS[code]?.({ detail }) ?? [
    `Not captured: ${[code.replaceAll('-', ' '), detail].filter(Boolean).join(', ')}.`,
  ];
  return mend === undefined ? { message } : { message, mend };
}
