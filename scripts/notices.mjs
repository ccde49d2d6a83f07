// Writes THIRD-PARTY-NOTICES.md from what the bundles are made of: every package of the lock file that is not for development only.
//   node scripts/notices.mjs [--check]      --check fails where the file is not what this would write
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fail, root } from './setup.mjs';

const file = path.join(root, 'THIRD-PARTY-NOTICES.md');
const lock = JSON.parse(readFileSync(path.join(root, 'package-lock.json'), 'utf8'));
const shipped = Object.entries(lock.packages).filter(([place, entry]) => place !== '' && !entry.dev && !entry.optional);

function licenceText(folder) {
  const name = readdirSync(folder).find((entry) => /^licen[cs]e(\.(md|txt))?$/i.test(entry));
  return name ? readFileSync(path.join(folder, name), 'utf8').replace(/\r\n/g, '\n').trim() : undefined;
}

const parts = shipped.map(([place]) => {
  const folder = path.join(root, place);
  if (!existsSync(folder)) fail(`${place} is not installed.`, 'Run npm ci first.');
  const { name, version, license, homepage, repository } = JSON.parse(
    readFileSync(path.join(folder, 'package.json'), 'utf8'),
  );
  const address = homepage ?? (typeof repository === 'string' ? repository : repository?.url) ?? '';
  const text = licenceText(folder) ?? `Licensed under ${license}; the package carries no licence file.`;
  const body = text
    .split('\n')
    .map((line) => `    ${line}`.trimEnd())
    .join('\n');
  return `## ${name} ${version}\n\n${license}. ${address.replace(/^git\+/, '')}\n\n${body}\n`;
});

const head = `# Third-party notices

Interim's bundles contain these packages, unmodified. elkjs is used under the Eclipse Public License 2.0 and stays in a file of its own
(\`dist/webview/layout.js\`); its source is at the address given. Written by \`node scripts/notices.mjs\`.

`;
const text = `${head}${parts.join('\n')}`;
if (!process.argv.includes('--check')) writeFileSync(file, text);
else if (!existsSync(file) || readFileSync(file, 'utf8') !== text)
  fail('THIRD-PARTY-NOTICES.md is not up to date.', 'Run: node scripts/notices.mjs');
