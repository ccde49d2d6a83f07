/** `interim index`: prepares a large run so that it opens at once; `interim run` starts it by itself. */
import { openChosen } from './chosenRun.ts';
import { readOptions } from './options.ts';

export async function indexCommand(args: string[]): Promise<number> {
  const { values, positionals } = readOptions('index', args, { 'runs-folder': { type: 'string' } }, { names: ['RUN'] });
  const reader = await openChosen(positionals[0], values);
  await reader.indexed();
  reader.close();
  return 0;
}
