/** The debug adapter, inside the extension host. Loaded when the first run starts. */
import type { DebugProtocol } from '@vscode/debugprotocol';
import * as vscode from 'vscode';
import { describeError } from '../reportError.ts';

export function registerDebugAdapter(log: vscode.LogOutputChannel): vscode.Disposable {
  return vscode.Disposable.from(
    vscode.debug.registerDebugAdapterDescriptorFactory('interim', {
      async createDebugAdapterDescriptor() {
        const { InterimSession } = await import('../../adapter/session.ts');
        return new vscode.DebugAdapterInlineImplementation(withButton(new InterimSession()));
      },
    }),
    vscode.debug.registerDebugAdapterTrackerFactory('interim', {
      createDebugAdapterTracker: () => ({
        onError: (error) => log.error(describeError(error).message),
        onDidSendMessage: (message) => {
          const text = failureOf(message);
          if (text) log.error(text);
        },
      }),
    }),
  );
}

type ErrorBody = { error?: DebugProtocol.Message };

/** VS Code shows a failed launch in a dialog; one about the interpreter gets the button that mends it. */
function withButton(session: vscode.DebugAdapter & { onDidSendMessage: vscode.Event<unknown> }): vscode.DebugAdapter {
  const sent = new vscode.EventEmitter<vscode.DebugProtocolMessage>();
  const subscription = session.onDidSendMessage((message) => {
    const error = ((message as DebugProtocol.Response).body as ErrorBody | undefined)?.error;
    if (error?.variables?.code?.startsWith('runtime-')) {
      error.url = 'command:interim.selectInterpreter';
      error.urlLabel = vscode.l10n.t('Select Interpreter');
    }
    sent.fire(message as vscode.DebugProtocolMessage);
  });
  return {
    onDidSendMessage: sent.event,
    handleMessage: (message) => session.handleMessage(message),
    dispose() {
      subscription.dispose();
      sent.dispose();
      session.dispose();
    },
  };
}

function failureOf(message: DebugProtocol.Response): string | undefined {
  if (message.type !== 'response' || message.success) return undefined;
  const error = (message.body as ErrorBody | undefined)?.error;
  return error?.format.replace(/\{(\w+)\}/g, (_, name: string) => error.variables?.[name] ?? '') ?? message.message;
}
