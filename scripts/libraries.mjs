// The libraries whose values are described: installed apart from the project's own packages, and only for `npm test -- libraries`.
// Each set has a virtual environment (or node_modules) of its own under .cache/libraries, made anew when its list changes.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { npm, root, run, venvPython } from './setup.mjs';

const lists = path.join(root, 'test/tracer/libraries');
const home = path.join(root, '.cache/libraries');
const windows = process.platform === 'win32';

/** Tests that need no more than what the sets with an older pandas hold. */
const OLDER = ['test_pandas', 'test_numpy', 'test_rows', 'test_duckdb', 'test_dask', 'test_xarray', 'test_networkx'];

export const librarySuites = [
  pythonSuite('libraries-python', 'requirements.txt', undefined, []),
  pythonSuite('libraries-pandas-2', 'requirements-pandas-2.txt', ['3.10', '3.11', '3.12'], OLDER),
  pythonSuite('libraries-pandas-1.5', 'requirements-pandas-1.5.txt', ['3.9', '3.10'], OLDER),
  jupyterSuite('libraries-jupyter', 'requirements-jupyter.txt'),
  { name: 'libraries-node', group: 'libraries', list: 'node/package.json', folders: ['tracer/libraries/node'] },
];

/** `versions`: of Python, the first that is found is taken; undefined: that of the project's own environment. */
function pythonSuite(name, list, versions, tests) {
  const python = path.join(home, name, windows ? 'Scripts/python.exe' : 'bin/python');
  const found = ['discover', '-s', 'test/tracer/libraries/python', '-t', 'test/tracer/libraries/python'];
  return {
    name,
    group: 'libraries',
    list,
    versions,
    command: () => [python, ['-W', 'ignore', '-m', 'unittest', ...(tests.length > 0 ? tests : found)]],
    env: {
      PYTHONPATH: ['describe', 'libraries/python']
        .map((part) => path.join(root, 'test/tracer', part))
        .join(path.delimiter),
    },
  };
}

/** Notebooks with IPython in the environment, against Jupyter itself. */
function jupyterSuite(name, list) {
  const tests = ['test_jupyter', 'test_same', 'test_story', 'test_notebook_syntax'];
  return {
    ...pythonSuite(name, list, undefined, ['-k', 'otebook', '-k', 'Jupyter', ...tests]),
    env: {
      PYTHONPATH: ['libraries/jupyter', 'python']
        .map((part) => path.join(root, 'test/tracer', part))
        .join(path.delimiter),
    },
  };
}

/** Makes a suite's libraries ready; says why they cannot be had where they cannot. */
export function ensureLibraries(suite) {
  const list = path.join(lists, suite.list);
  const folder = path.join(home, suite.name);
  const stamp = path.join(folder, 'interim-stamp');
  const key = createHash('sha256').update(readFileSync(list)).digest('hex');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === key) return undefined;
  mkdirSync(folder, { recursive: true });
  process.stderr.write(`Installing libraries for ${suite.name}…\n`);
  if (suite.folders) {
    // Without a lock file: it would hold the native packages of one platform only.
    npm(['install', '--no-package-lock', '--no-audit', '--no-fund', '--loglevel', 'error'], {
      cwd: path.dirname(list),
    });
  } else {
    const python = suite.versions ? findPython(suite.versions) : venvPython;
    if (python === undefined) return `no Python ${suite.versions.join(' or ')} was found (set INTERIM_PYTHONS).`;
    run(python, ['-m', 'venv', folder]);
    run(suite.command()[0], ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '-r', list]);
  }
  writeFileSync(stamp, key);
  return undefined;
}

/** On the PATH, or in one of the folders that INTERIM_PYTHONS names. */
function findPython(versions) {
  const folders = (process.env.INTERIM_PYTHONS ?? '').split(path.delimiter).filter(Boolean);
  for (const version of versions) {
    for (const name of [`python${version}`, ...folders.map((folder) => path.join(folder, `python${version}`))]) {
      if (spawnSync(name, ['-c', '']).status === 0) return name;
    }
  }
  return undefined;
}
