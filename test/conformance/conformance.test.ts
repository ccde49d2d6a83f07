/**
 * One pipeline in two languages, one lineage. Each case runs plainly and traced in Python and in TypeScript: the program
 * must not be able to tell, and the record must say what expected.txt says. UPDATE=1 writes expected.txt from TypeScript's
 * record; what it wrote is then to be read line by line, and Python's must still agree.
 */
import assert from 'node:assert/strict';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, test } from 'node:test';
import { lineageText } from './lineage.ts';
import { type CaseLanguage, caseNames, casesFolder, runPlain, runTraced } from './traceCase.ts';

const languages: CaseLanguage[] = ['typescript', 'python'];
const only = process.env.CASE?.split(',');

for (const name of caseNames()) {
  if (only !== undefined && !only.includes(name)) continue;
  describe(name, () => {
    for (const language of languages) {
      test(`${language}: the program cannot tell, and the record is true`, async () => {
        const plain = runPlain(name, language);
        const { records, ...traced } = await runTraced(name, language);
        assert.deepEqual(traced, plain);
        const file = path.join(casesFolder, name, 'expected.txt');
        const text = lineageText(records);
        if (process.env.UPDATE === '1' && language === 'typescript') writeFileSync(file, text);
        assert.equal(text, existsSync(file) ? readFileSync(file, 'utf8') : '');
      });
    }
  });
}
