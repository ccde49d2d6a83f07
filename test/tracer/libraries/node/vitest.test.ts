/** A pipeline's tests under vitest: with Node's own loader its modules are recorded, with vitest's the tests run as ever. */
import path from 'node:path';
import { KEPT_TS, PRICED, ROWS_TS, works } from '../../../cli/entryPoint.ts';

const vitest = (told: RegExp[], ...words: string[]) => ({
  files: {
    'package.json': '{ "type": "module" }',
    'pipeline.ts': PRICED,
    'pipeline.test.ts': `import { expect, test } from 'vitest';
import { clean } from './pipeline.ts';
test('rows without price go', () => {
  expect(clean(${ROWS_TS})).toEqual([{ price: 2 }]);
});
test('fails', () => {
  expect(clean(${ROWS_TS}).length).toBe(2);
});
`,
  },
  links: [['node_modules', path.join(import.meta.dirname, 'node_modules')]] as [string, string][],
  run: ['node_modules/vitest/vitest.mjs', 'run', '--no-color', '--root', '.', ...words],
  noise: /\b\d+(\.\d+)?m?s\b|Start at.*|Duration.*/g,
  told,
});

const OWN_LOADER = '--experimental.viteModuleRunner=false';
works('vitest, in processes', vitest([], '--pool', 'forks'));
works('vitest with Node’s own loader, in processes', vitest([KEPT_TS], '--pool', 'forks', OWN_LOADER));
// Its threads are given flags of their own, and so run untraced.
works('vitest, in threads', vitest([], '--pool', 'threads'));
works('vitest with Node’s own loader, in threads', vitest([], '--pool', 'threads', OWN_LOADER));
