/** `interim graph`: the lineage graph for other programs. */
import { toDot, toMermaid } from '../core/export.ts';
import { buildGraph, defaultCut } from '../core/graph.ts';
import type { Level } from '../protocol/graph.ts';
import { openChosen } from './chosenRun.ts';
import { choiceOf, readOptions } from './options.ts';
import { print, printJson } from './output.ts';

const LEVELS: readonly Level[] = ['module', 'function', 'loop', 'statement', 'expression'];
const FORMATS = ['json', 'dot', 'mermaid'] as const;

export async function graphCommand(args: string[]): Promise<number> {
  const { values, positionals } = readOptions(
    'graph',
    args,
    {
      format: { type: 'string' },
      level: { type: 'string' },
      'runs-folder': { type: 'string' },
      json: { type: 'boolean' },
    },
    { names: ['RUN'] },
  );
  const format = values.json === true ? 'json' : (choiceOf('graph', values, 'format', FORMATS) ?? 'json');
  const level = choiceOf('graph', values, 'level', LEVELS);
  const reader = await openChosen(positionals[0], values);
  const cut = defaultCut(reader.run);
  const view = buildGraph(reader.run, level ? { ...cut, level } : cut);
  reader.close();
  if (format === 'json') printJson(view);
  else print(format === 'dot' ? toDot(view) : toMermaid(view));
  return 0;
}
