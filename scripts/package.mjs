// `npm run package`: builds, packs the VSIX, and refuses one that is over 8 MB or holds a native module.
import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { ensureBuild, ensurePackages, fail, pinnedNode, projectEnv, root, run } from './setup.mjs';

const LIMIT = 8 * 1024 * 1024;

ensurePackages();
ensureBuild();
const { name, version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
const file = path.join(root, `${name}-${version}.vsix`);
const vsce = path.join(root, 'node_modules/@vscode/vsce/vsce');
// The readme's pictures are inside the package: their addresses stay as they are.
const pack = [
  vsce,
  'package',
  '--no-dependencies',
  '--no-rewrite-relative-links',
  '--allow-missing-repository',
  '--out',
  file,
];
run(pinnedNode, pack, { env: projectEnv() });

// All that .vscodeignore lets in, apart from texts and pictures. (Asking vsce for its list takes as long as packing.)
const packed = ['dist', 'media'].flatMap((name) => readdirSync(path.join(root, name), { recursive: true }));
const native = packed.filter((name) => /\.(node|so|dll|dylib)$/.test(name));
if (native.length > 0)
  fail(`The package holds native modules: ${native.join(', ')}`, 'Leave them out: one VSIX must serve every platform.');
const { size } = statSync(file);
if (size > LIMIT)
  fail(`The package has ${size} bytes, over the limit of ${LIMIT}.`, 'See what grew: npx vsce ls --tree');
process.stdout.write(`${path.basename(file)}: ${(size / 1024 / 1024).toFixed(2)} MB\n`);
