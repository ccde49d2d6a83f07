// Stands for the Python extension (`ms-python.python`): its interface as the real one has it, and as slow to start. Tests only.
const { setTimeout: sleep } = require('node:timers/promises');
const vscode = require('vscode');

exports.activate = async (context) => {
  await sleep(3000);
  const changed = new vscode.EventEmitter();
  let chosen = vscode.workspace.getConfiguration('python').get('defaultInterpreterPath');
  const choose = (path, resource) => {
    chosen = path;
    changed.fire({ id: path, path, resource: resource && vscode.workspace.getWorkspaceFolder(resource) });
  };
  const details = (path) => ({
    ...{ id: path, path, tools: ['Venv'], environment: { type: 'VirtualEnvironment', name: undefined } },
    executable: { uri: vscode.Uri.file(path), bitness: '64-bit', sysPrefix: require('node:path').dirname(path) },
    version: { major: 3, minor: 11, micro: 0, release: { level: 'final', serial: 0 }, sysVersion: '3.11.0' },
  });
  context.subscriptions.push(
    changed,
    vscode.commands.registerCommand('python.setInterpreter', () => {
      globalThis.standInAsked = 'python.setInterpreter';
    }),
  );
  return {
    ready: Promise.resolve(),
    debug: {},
    environments: {
      // `python`, with an id of its own, stands for none chosen.
      getActiveEnvironmentPath: () => ({ id: chosen === 'python' ? 'DEFAULT_PYTHON' : chosen, path: chosen }),
      async updateActiveEnvironmentPath(environment, resource) {
        choose(typeof environment === 'string' ? environment : environment.path, resource);
      },
      get onDidChangeActiveEnvironmentPath() {
        return changed.event;
      },
      async resolveEnvironment(environment) {
        await sleep(200);
        const path = typeof environment === 'string' ? environment : environment.path;
        return require('node:fs').existsSync(path) ? details(path) : undefined;
      },
      known: [],
    },
  };
};
