/** Programs that hold the planted secrets in as many ways as there are: in their text, in data, in what they are given. */
import type { NamedSecret, ShapedSecret } from './corpus.ts';

export interface Program {
  file: string;
  source: string;
}

type Place<S> = (secret: S, index: number) => string;
const quoted = (text: string): string => JSON.stringify(text);

const PYTHON_SHAPED: Place<ShapedSecret>[] = [
  ({ text }, i) => `note_${i} = "call me with " + ${quoted(text)}`,
  (_, i) => `rows.append({"id": ${i}, "note": "use " + given[${i}] + " please", "city": "Bonn"})`,
  (_, i) => `messages_${i} = [{"role": "user", "content": "mine is " + given[${i}]}]`,
  (_, i) => `command_${i} = f"curl -H 'x: {given[${i}]}'"`,
  (_, i) => `try:\n    raise ValueError("bad " + given[${i}])\nexcept ValueError as error:\n    seen_${i} = str(error)`,
  (_, i) => `comment_${i} = Comment(${i}, given[${i}])`,
  (_, i) => `nested_${i} = {"deep": [[given[${i}], ${i}]], "by": {given[${i}]: 1}}`,
  ({ text }, i) => `told_${i} = json.dumps({"x": ${quoted(text)}})`,
  (_, i) => `kinds_${i} = ({given[${i}], "b"}, (given[${i}],), pd.Series([given[${i}]], name="s"))`,
];

const PYTHON_NAMED: Place<NamedSecret>[] = [
  ({ name, value }, i) => `${name}_${i} = ${quoted(value)}\nsaid_${i} = "it is " + ${name}_${i}`,
  ({ name, value }, i) =>
    `config_${i} = {"host": "db"}\nconfig_${i}[${quoted(name)}] = ${quoted(value)}\ncopy_${i} = list(config_${i}.values())`,
  ({ name }, i) => `found_${i} = os.environ[${quoted(`APP_${name}`)}]\nurl_${i} = f"https://x.example/{found_${i}}/y"`,
  ({ name }, i) => `login_${i} = settings["logins"][${i}]\nparts_${i} = ["head", login_${i}[${quoted(name)}]]`,
  ({ name, value }, i) =>
    `def connect_${i}(host, ${name}):\n    return "to " + host + " by " + ${name}\nmade_${i} = connect_${i}("db", ${name}=${quoted(value)})`,
  ({ name }, i) =>
    `people_${i} = pd.DataFrame([{"who": "a", ${quoted(name)}: settings["logins"][${i}][${quoted(name)}]}])\nfirst_${i} = people_${i}.head(1)`,
];

export function pythonProgram(shaped: ShapedSecret[], named: NamedSecret[]): Program {
  const lines = [
    'import json, os, sys\nfrom dataclasses import dataclass\nimport pandas as pd',
    '@dataclass\nclass Comment:\n    id: int\n    text: str',
    'given = open("given.txt").read().splitlines()\nsettings = json.load(open("settings.json"))\nrows = []\nasked = sys.argv[1:]',
    ...shaped.map((each, i) => PYTHON_SHAPED[i % PYTHON_SHAPED.length]?.(each, i) ?? ''),
    ...named.map((each, i) => PYTHON_NAMED[i % PYTHON_NAMED.length]?.(each, i) ?? ''),
    'table = pd.DataFrame(rows)\nbonn = table[table["city"] == "Bonn"]\nprint(len(bonn), len(settings["logins"]), len(asked))',
  ];
  return { file: 'main.py', source: `${lines.join('\n')}\n` };
}

const TYPESCRIPT_SHAPED: Place<ShapedSecret>[] = [
  ({ text }, i) => `const note_${i} = 'call me with ' + ${quoted(text)};`,
  (_, i) => `rows.push({ id: ${i}, note: 'use ' + given[${i}] + ' please', city: 'Bonn' });`,
  (_, i) => `const messages_${i} = [{ role: 'user', content: 'mine is ' + given[${i}] }];`,
  (_, i) => `const command_${i} = \`curl -H 'x: \${given[${i}]}'\`;`,
  (_, i) =>
    `let seen_${i} = '';\ntry {\n  throw new Error('bad ' + given[${i}]);\n} catch (error) {\n  seen_${i} = String(error);\n}`,
  (_, i) => `const comment_${i} = new Comment(${i}, given[${i}]);`,
  (_, i) => `const nested_${i} = { deep: [[given[${i}], ${i}]], by: { [given[${i}]]: 1 } };`,
  ({ text }, i) => `const told_${i} = JSON.stringify({ x: ${quoted(text)} });`,
  (_, i) => `const kinds_${i} = [new Set([given[${i}], 'b']), new Map([[given[${i}], 1]])];`,
];

const TYPESCRIPT_NAMED: Place<NamedSecret>[] = [
  ({ name, value }, i) => `const ${name}_${i} = ${quoted(value)};\nconst said_${i} = 'it is ' + ${name}_${i};`,
  ({ name, value }, i) =>
    `const config_${i}: Record<string, string> = { host: 'db' };\nconfig_${i}[${quoted(name)}] = ${quoted(value)};\nconst copy_${i} = Object.values(config_${i});`,
  ({ name }, i) =>
    `const found_${i} = process.env[${quoted(`APP_${name}`)}];\nconst url_${i} = \`https://x.example/\${found_${i}}/y\`;`,
  ({ name }, i) =>
    `const login_${i} = settings.logins[${i}];\nconst parts_${i} = ['head', login_${i}[${quoted(name)}]];`,
  ({ name, value }, i) =>
    `function connect_${i}(host: string, ${name}: string) {\n  return 'to ' + host + ' by ' + ${name};\n}\nconst made_${i} = connect_${i}('db', ${quoted(value)});`,
  ({ name }, i) =>
    `const people_${i} = [{ who: 'a', ${name}: settings.logins[${i}][${quoted(name)}] }, { who: 'b', ${name}: '' }];\nconst first_${i} = people_${i}.slice(0, 1);`,
];

export function typescriptProgram(shaped: ShapedSecret[], named: NamedSecret[]): Program {
  const lines = [
    "import { readFileSync } from 'node:fs';",
    'class Comment {\n  id: number;\n  text: string | undefined;\n  constructor(id: number, text: string | undefined) {\n    this.id = id;\n    this.text = text;\n  }\n}',
    "const given = readFileSync('given.txt', 'utf8').split('\\n');\nconst settings = JSON.parse(readFileSync('settings.json', 'utf8'));\nconst rows: { id: number; note: string; city: string }[] = [];\nconst asked = process.argv.slice(2);",
    ...shaped.map((each, i) => TYPESCRIPT_SHAPED[i % TYPESCRIPT_SHAPED.length]?.(each, i) ?? ''),
    ...named.map((each, i) => TYPESCRIPT_NAMED[i % TYPESCRIPT_NAMED.length]?.(each, i) ?? ''),
    "const bonn = rows.filter((row) => row.city === 'Bonn');\nconsole.log(bonn.length, settings.logins.length, asked.length);",
  ];
  return { file: 'main.ts', source: `${lines.join('\n')}\n` };
}
