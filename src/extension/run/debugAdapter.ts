/** The debug adapter, inside the extension host. Loaded when the first run starts. */
import * as vscode from 'vscode';
import { describeError } from '../reportError.ts';

export function registerDebugAdapter(log: vscode.LogOutputChannel): vscode.Disposable {
  return vscode.Disposable.from(
    vscode.debug.registerDebugAdapterDescriptorFactory('interim', {
      async createDebugAdapterDescriptor() {
        const { InterimSession } = await import('../../adapter/session.ts');
        return new vscode.DebugAdapterInlineImplementation(new InterimSession());
      },
    }),
    vscode.debug.registerDebugAdapterTrackerFactory('interim', {
      createDebugAdapterTracker: () => ({
        onError: (error) => log.error(describeError(error).message),
        onDidSendMessage: (message) => log.trace(JSON.stringify(message)),
      }),
    }),
  );
}
