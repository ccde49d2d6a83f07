/** A pipeline in each language that tells, in a file and on its output, what it has made: the witness against a record that was cut off. */
import { readFileSync } from 'node:fs';

export type Language = 'python' | 'node';

export const STEPS = 60;
export const entryOf = (language: Language): string => (language === 'python' ? 'witness.py' : 'witness.mjs');

/** One statement a table, so that each has a name of its own; a pause between them stands for work. */
const PYTHON = `import time
out = open("told.txt", "w")
def tell(number):
    out.write(f"{number} {time.time_ns() // 1_000_000}\\n")
    out.flush()
    print(number, flush=True)
    time.sleep(0.002)
table_0 = [{"n": 0, "half": 0.5}]
${lines((n) => `table_${n} = table_${n - 1}[-20:] + [{"n": ${n}, "half": ${n} / 2}]\ntell(${n})`)}
print("sum", sum(row["n"] for row in table_${STEPS}))
`;

const NODE = `import { appendFileSync, writeFileSync } from 'node:fs';
const pause = new Int32Array(new SharedArrayBuffer(4));
writeFileSync('told.txt', '');
function tell(number) {
  appendFileSync('told.txt', \`\${number} \${Date.now()}\\n\`);
  console.log(number);
  Atomics.wait(pause, 0, 0, 2);
}
const table_0 = [{ n: 0, half: 0.5 }];
${lines((n) => `const table_${n} = table_${n - 1}.slice(-20).concat([{ n: ${n}, half: ${n} / 2 }]);\ntell(${n});`)}
console.log('sum', table_${STEPS}.reduce((sum, row) => sum + row.n, 0));
`;

export const WITNESSES: Record<string, string> = { 'witness.py': PYTHON, 'witness.mjs': NODE };

/** What each program prints where nobody disturbs it. */
export const OUTPUT = `${Array.from({ length: STEPS }, (_, at) => `${at + 1}\n`).join('')}sum ${sumOfLast()}\n`;

function sumOfLast(): number {
  let sum = 0;
  for (let n = STEPS - 20; n <= STEPS; n++) sum += n;
  return sum;
}

function lines(write: (n: number) => string): string {
  return Array.from({ length: STEPS }, (_, at) => write(at + 1)).join('\n');
}

/** The tables that were certainly made, each with the time at which it was told (milliseconds). */
export function readTold(file: string): [table: string, at: number][] {
  let text = '';
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    return [];
  }
  const whole = text.slice(0, text.lastIndexOf('\n') + 1);
  return whole
    .split('\n')
    .filter(Boolean)
    .map((line) => {
      const [number, at] = line.split(' ');
      return [`table_${number}`, Number(at)];
    });
}
