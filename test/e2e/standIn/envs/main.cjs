// Stands for Python Environments (`ms-python.vscode-python-envs`): its interface as the real one has it. Tests only.
// Like the real one it exports nothing when switched off, and for its first seconds answers after one second with nothing.
const { setTimeout: sleep } = require('node:timers/promises');
const vscode = require('vscode');

class PythonEnvironmentApi {
  changed = new vscode.EventEmitter();
  onDidChangeEnvironment = this.changed.event;
  known = undefined;
  ready = Promise.resolve();

  async getEnvironment(_scope) {
    await Promise.race([this.ready, sleep(1000)]);
    return this.known;
  }

  async resolveEnvironment(uri) {
    return {
      ...{ name: 'env', displayName: 'env', displayPath: uri.fsPath, version: '3.11.0', environmentPath: uri },
      ...{ sysPrefix: uri.fsPath, envId: { id: uri.fsPath, managerId: 'ms-python.python:venv' } },
      execInfo: { run: { executable: uri.fsPath }, activatedRun: { executable: uri.fsPath } },
    };
  }

  async setEnvironment(scope, environment) {
    const old = this.known;
    this.known = environment;
    this.changed.fire({ uri: scope, old, new: environment });
  }
}

exports.activate = async (context) => {
  const { globalValue, workspaceValue } =
    vscode.workspace.getConfiguration('python').inspect('useEnvironmentsExtension') ?? {};
  if (globalValue === false || workspaceValue === false) return undefined;
  await sleep(1500);
  const set = vscode.commands.registerCommand('python-envs.set', () => {
    globalThis.standInAsked = 'python-envs.set';
  });
  context.subscriptions.push(set);
  const folder = vscode.workspace.workspaceFolders[0].uri;
  const api = new PythonEnvironmentApi();
  api.ready = sleep(4000).then(async () =>
    api.setEnvironment(folder, await api.resolveEnvironment(vscode.Uri.joinPath(folder, 'second/bin/python'))),
  );
  return api;
};
