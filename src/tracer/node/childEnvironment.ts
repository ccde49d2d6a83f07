/**
 * What a child process is given so that it is traced: variables added on the way to the system, after the program's own environment was
 * taken as it is. The child takes them out again before its program's first line, so that neither program ever sees them.
 */
/** Where the configuration lies. */
const TRACE = 'INTERIM_TRACE';
/** For a child: log and step that started it, and whether NODE_OPTIONS was there before. */
const STARTED = 'INTERIM_STARTED';
const OPTIONS = 'NODE_OPTIONS';

/** The log and the step that started another process or thread. */
export interface StartedBy {
  log: string;
  step: number;
}

/** `pairs` are `NAME=value` as the system is given them. */
export function withTracer(pairs: string[], configFile: string, register: string, by: StartedBy): string[] {
  const preload = `${OPTIONS}=--require ${quoted(register)}`;
  const had = pairs.findIndex((pair) => pair.startsWith(`${OPTIONS}=`));
  const given = pairs.map((pair, at) => (at === had ? `${preload} ${pair.slice(OPTIONS.length + 1)}` : pair));
  if (had < 0) given.push(preload);
  given.push(`${TRACE}=${configFile}`, `${STARTED}=${by.log}:${by.step}:${had < 0 ? '' : 'o'}`);
  return given;
}

/** What the environment says, which does not say it any more afterwards. */
export function takeTracing(env: NodeJS.ProcessEnv, register: string): { file: string; by?: StartedBy } | undefined {
  const { [TRACE]: file, [STARTED]: started } = env;
  if (file === undefined) return undefined;
  delete env[TRACE];
  if (started === undefined) return { file };
  delete env[STARTED];
  const [log = '0', step = '0', had] = started.split(':');
  const preload = `--require ${quoted(register)}`;
  const options = env[OPTIONS] ?? '';
  if (had === 'o') env[OPTIONS] = options.slice(preload.length + 1);
  else delete env[OPTIONS];
  return { file, by: { log, step: Number(step) } };
}

/** As Node reads its options: in quotes, a backslash stands before what would end them. */
const quoted = (path: string): string => `"${path.replace(/["\\]/g, '\\$&')}"`;
