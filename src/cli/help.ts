/** The command line's own documentation. */

export const OVERVIEW = `interim: see what a data, ML or AI pipeline did to its data, step by step

  interim run FILE [args...]        run a Python, JavaScript or TypeScript program, or a notebook, and record it
  interim show [RUN]                what each line made, as a table
  interim artifact RUN ARTIFACT     one artifact: facts, preview, where it comes from and goes to
  interim graph [RUN]               the lineage graph as JSON, DOT or Mermaid
  interim view [RUN]                the lineage panel in a browser, live while the program runs
  interim runs                      the recorded runs
  interim index [RUN]               prepare a large run that came from elsewhere

  interim help COMMAND              its options
  interim --version

RUN is a run's id, the beginning of it, its last four characters, or a run folder; the newest run when left out.
Runs are kept in .interim/runs of the workspace. Nothing leaves this machine.`;

const RUNS_FOLDER = `  --runs-folder FOLDER     where run folders are, if not in .interim/runs of the workspace`;
const JSON_OPTION = `  --json                   print JSON (shapes: docs/command-output.md)`;

const HELP: Record<string, string> = {
  run: `interim run [options] FILE [args...]
interim run [options] -m MODULE [args...]

Runs the program as it would run without Interim: same input, output, exit code and signals. What Interim has to say goes
to stderr; its last line names the run. Options end at FILE; everything after it is the program's.

  -m MODULE                run a Python module, as python -m does
  --python PATH            the Python to use (an executable or a virtual environment)
  --node PATH              the Node.js to use
  --runtime-arg=ARG        give Python or Node this before FILE: --runtime-arg=--test, --runtime-arg=-O; may be repeated
  --cwd FOLDER             run in this folder (a notebook runs in its own)
  --workspace FOLDER       trace the modules in this folder (default: the project that FILE lies in)
  --include PATTERN        trace these files too, installed packages for example: '**/node_modules/d3-array/**';
                           may be repeated
  --runs-folder FOLDER     keep run folders there (default: .interim/runs in the workspace)
  --limit NAME=N           change a limit of what is kept; may be repeated; 0 means none:
                           previewRows, previewColumns, previewItems, previewText, iterations, describeMs, runBytes
  --mask NAME              mask values of columns, keys and fields of this name besides secrets; may be repeated;
                           * stands for any characters: --mask email --mask '*_ssn'
  --no-values              keep kinds, types, shapes and null counts only, no value of the data
  --report FILE            write a JSON report when the program has ended
  --quiet                  say nothing but errors`,
  index: `interim index [RUN] [options]

Prepares a large run (more than 4 MB of log) so that it opens at once. interim run does it by itself, aside, when the
program has ended; this is for runs that come from elsewhere.

${RUNS_FOLDER}`,
  runs: `interim runs [options]

Lists the recorded runs, newest first.

${RUNS_FOLDER}
${JSON_OPTION}`,
  show: `interim show [RUN] [options]

What each line made: shape, change against its main input, time. Functions and loops are folded into one line.

  --all                    unfold every function and loop
  --function NAME          unfold this function only; may be repeated
${RUNS_FOLDER}
${JSON_OPTION}`,
  artifact: `interim artifact RUN ARTIFACT [options]

One artifact by its id (as in: interim show) or a name that it was bound to, newest version.
With one argument, of the newest run.

  --rows N                 rows of the preview to show (default 10; with --json all that were kept)
${RUNS_FOLDER}
${JSON_OPTION}`,
  graph: `interim graph [RUN] [options]

The lineage graph: nodes are places in the source, edges are the artifacts that went from one to the other.

  --format json|dot|mermaid    default: json
  --level module|function|loop|statement|expression    default: statement
${RUNS_FOLDER}
  --json                   the same as --format json`,
  view: `interim view [RUN] [options]

Serves the lineage panel on 127.0.0.1 behind a token and prints its address; follows the run while the program runs.
Ctrl-C ends it.

  --port N                 default: any free port
  --open, --no-open        open a browser (default: when in a terminal)
${RUNS_FOLDER}
  --json                   print the address as JSON`,
};

export function helpFor(command: string): string {
  return HELP[command] ?? OVERVIEW;
}
