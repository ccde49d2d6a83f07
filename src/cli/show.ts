/** `interim show`: a run as its own source, each line with what it made. */
import { placeText } from '../core/cellPlace.ts';
import { countText } from '../core/quantity.ts';
import { buildShow } from '../core/show.ts';
import type { ShowOutput, ShowRow } from '../protocol/commandOutput.ts';
import type { ArtifactBrief, Badge } from '../protocol/graph.ts';
import { openChosen } from './chosenRun.ts';
import { readOptions, textsOf } from './options.ts';
import { print, printJson } from './output.ts';
import { sayState } from './runs.ts';
import { formatTable, type Piece, type TableCell, type TableRow } from './table.ts';
import { type Ink, paint, plainLine, terminalWidth } from './terminal.ts';
import { sayDuration } from './words.ts';

export async function showCommand(args: string[]): Promise<number> {
  const { values, positionals } = readOptions(
    'show',
    args,
    {
      all: { type: 'boolean' },
      function: { type: 'string', multiple: true },
      'runs-folder': { type: 'string' },
      json: { type: 'boolean' },
    },
    { names: ['RUN'] },
  );
  const reader = await openChosen(positionals[0], values);
  const shown = buildShow(reader.run, reader.source, {
    unfold: values.all === true,
    functions: textsOf(values, 'function'),
  });
  reader.close();
  if (values.json === true) {
    printJson(shown);
    return 0;
  }
  print([headline(shown), '', formatRows(shown.rows), ...endnotes(shown)].join('\n'));
  return 0;
}

const INKS: Record<Badge['tone'], Ink | undefined> = {
  added: 'green',
  removed: 'yellow',
  changed: 'cyan',
  good: 'green',
  warning: 'yellow',
  bad: 'red',
  plain: undefined,
};

function formatRows(rows: ShowRow[]): string {
  const table: TableRow[] = [];
  const several = new Set(rows.map((row) => row.place.file)).size > 1;
  let file = '';
  for (const row of rows) {
    if (several && row.place.file !== file) {
      file = row.place.file;
      table.push({ line: [[file, 'bold']] });
    }
    table.push(formatRow(row));
    for (const other of row.also ?? []) table.push(['', '', '', ...formatMade(other.made, other.badges), '']);
    if (row.error)
      table.push({
        line: [
          ['      '],
          ['  '.repeat(row.depth)],
          [
            `${row.error.caught ? 'caught ' : '✗ '}${row.error.type}: ${row.error.message}`,
            row.error.caught ? 'yellow' : 'red',
          ],
        ],
      });
  }
  const narrow = terminalWidth() < 100;
  return formatTable(
    [
      { title: 'line', side: 'right' },
      { title: 'code', least: narrow ? 14 : 28 },
      { title: '', least: narrow ? 4 : 14 },
      { title: 'made', least: narrow ? 6 : 8, most: 32 },
      { title: 'shape', least: narrow ? 5 : 8, most: 24 },
      { title: 'change', least: narrow ? 6 : 24 },
      { title: 'time', side: 'right' },
    ],
    table,
  );
}

function formatRow(row: ShowRow): TableCell[] {
  const unkept = row.form === 'branch';
  const absent = row.form === 'absent' || row.executions === 0;
  return [
    row.form === 'cell' ? [[`In [${row.place.cell?.number}]`, 'dim']] : cellLine(row.place),
    row.form === 'cell'
      ? [[plainLine(row.code), absent ? 'dim' : 'bold']]
      : [['  '.repeat(row.depth)], [plainLine(row.code), absent ? 'dim' : undefined]],
    absent ? [['did not run', 'dim']] : unkept ? formatUnkept(row) : formatInside(row),
    ...formatMade(row.made, row.badges),
    absent || unkept ? '' : sayDuration(row.durationMs),
  ];
}

/** `12`, or in a notebook `3:4`, cell and line. */
const cellLine = ({ line, cell }: ShowRow['place']): string =>
  cell === undefined ? String(line) : `${cell.number}:${cell.line}`;

/** A branch that ran, with nothing of it recorded. */
const formatUnkept = ({ executions, atLeast }: ShowRow): Piece[] => [
  [atLeast ? 'ran' : `×${countText(executions)}`, 'cyan'],
  [', none kept', 'dim'],
];

/** How often it ran, and how much of what it called is folded. */
function formatInside(row: ShowRow): Piece[] {
  const times = row.sampled ? `×${countText(row.recorded)} kept` : `×${countText(row.executions)}`;
  const pieces: Piece[] = row.executions > 1 || (row.sampled && row.recorded > 0) ? [[times, 'cyan']] : [];
  if (row.folded) pieces.push([`${pieces.length > 0 ? ' ' : ''}⋯ ${row.folded} inside`, 'dim']);
  return pieces;
}

function formatMade(made: ArtifactBrief | undefined, badges: Badge[]): [TableCell, TableCell, TableCell] {
  const change = badges.flatMap((badge, index): Piece[] => [[index ? ', ' : ''], [badge.text, INKS[badge.tone]]]);
  return [made ? [[made.name], [` #${made.id}`, 'dim']] : [], made?.shape ?? '', change];
}

function headline({ run }: ShowOutput): string {
  const program = [run.module ? `-m ${run.module}` : run.entry, ...run.args].join(' ');
  const counts = `${countText(run.steps)} steps · ${countText(run.artifacts)} artifacts`;
  const state = sayState(run.state, run.exitCode, run.signal);
  const facts = [run.runtime, state, sayDuration(run.durationMs), counts, run.id].filter(Boolean);
  return `${paint(plainLine(program), 'bold')}  ${paint(plainLine(facts.join(' · ')), 'dim')}`;
}

function endnotes({ notes, problems }: ShowOutput): string[] {
  const lines = [
    ...notes,
    ...problems.map((problem) => {
      const place = problem.place ? `${placeText(problem.place)}: ` : '';
      const times = problem.count > 1 ? ` (${countText(problem.count)} times)` : '';
      return `${place}${problem.message}${times}${problem.mend ? ` ${problem.mend}` : ''}`;
    }),
  ];
  return lines.length > 0 ? ['', ...lines.map((line) => paint(plainLine(line), 'yellow'))] : [];
}
