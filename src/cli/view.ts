/** `interim view`: the lineage panel of a run in a browser, served from this machine to this machine. */
import { spawn } from 'node:child_process';
import path from 'node:path';
import { InterimError, userError } from '../core/errors.ts';
import type { PanelRuns } from '../panel/session.ts';
import { stopRecording } from '../recorder/stopRecording.ts';
import { markReading } from '../store/openMarks.ts';
import { openRun } from '../store/reader.ts';
import { findRun, listRuns } from '../store/runs.ts';
import { chosenFolder, runPlaces } from './chosenRun.ts';
import { numberOf, readOptions } from './options.ts';
import { print, printJson } from './output.ts';
import { serveView, type ViewServer } from './view/server.ts';

export async function viewCommand(args: string[]): Promise<number> {
  const { values, positionals } = readOptions(
    'view',
    args,
    {
      port: { type: 'string' },
      open: { type: 'boolean' },
      'no-open': { type: 'boolean' },
      'runs-folder': { type: 'string' },
      json: { type: 'boolean' },
    },
    { names: ['RUN'] },
  );
  const port = numberOf('view', values, 'port') ?? 0;
  let shown = await chosenFolder(positionals[0], values);
  const marks = [markReading(shown)];
  const places = [...new Set([path.dirname(shown), ...runPlaces(values)])];
  const runs: PanelRuns = {
    list: async () => (await Promise.all(places.map((place) => listRuns(place)))).flat(),
    async open(run) {
      if (run !== undefined && run !== path.basename(shown)) {
        const found = await findRun(places, run).catch(notThere);
        if (found === undefined) return undefined;
        shown = found;
        marks.push(markReading(shown));
      }
      return openRun(shown);
    },
  };
  const actions = {
    // The page shows the code itself; there is no editor to go to.
    reveal() {},
    stop: () => stopRecording(shown, new Promise(() => {})),
    copy() {},
  };
  const server = await serveView(runs, actions, { port, title: `Lineage: ${path.basename(shown)}` }).catch(
    portTaken(port),
  );
  const { address } = server;
  if (values.json === true) printJson({ version: 1, run: path.basename(shown), folder: shown, address });
  else print(`${address}\nShows ${path.basename(shown)}. Ctrl-C ends it.`);
  if (values.open === true || (values['no-open'] !== true && process.stdout.isTTY && !process.env.CI))
    openBrowser(address);
  await interrupted();
  for (const unmark of marks) unmark();
  await server.close();
  return 0;
}

function notThere(error: unknown): undefined {
  if (!(error instanceof InterimError)) throw error;
  return undefined;
}

function portTaken(port: number): (error: NodeJS.ErrnoException) => ViewServer {
  return (error) => {
    throw error.code === 'EADDRINUSE' || error.code === 'EACCES' || error.code === 'ERR_SOCKET_BAD_PORT'
      ? userError('port-taken', { port })
      : error;
  };
}

function interrupted(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => resolve());
  });
}

/** The address is printed anyhow: a machine without a browser is no error. */
function openBrowser(address: string): void {
  const [command = '', ...args] =
    process.platform === 'darwin'
      ? ['open', address]
      : process.platform === 'win32'
        ? ['rundll32', 'url.dll,FileProtocolHandler', address]
        : ['xdg-open', address];
  spawn(command, args, { stdio: 'ignore', detached: true })
    .on('error', () => {})
    .unref();
}
