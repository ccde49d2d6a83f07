/** Failures of what the user asked for: said once, with what to do about it and a button where one button does it. */
import * as vscode from 'vscode';

/** Errors made in core carry what to do; this file does not load core to know them. */
interface Mendable {
  code?: string;
  message: string;
  mend?: string;
}

export function describeError(error: unknown): Mendable {
  if (!(error instanceof Error)) return { message: String(error) };
  const { code, mend } = error as Error & { code?: unknown; mend?: unknown };
  return {
    message: error.message,
    ...(typeof code === 'string' ? { code } : {}),
    ...(typeof mend === 'string' ? { mend } : {}),
  };
}

export function reportError(log: vscode.LogOutputChannel, error: unknown): void {
  const { code, message, mend } = describeError(error);
  log.error(error instanceof Error ? (error.stack ?? message) : message);
  const showLog = vscode.l10n.t('Show Log');
  const select = vscode.l10n.t('Select Interpreter');
  const buttons = code?.startsWith('runtime-') ? [select, showLog] : [showLog];
  void vscode.window.showErrorMessage(mend ? `${message} ${mend}` : message, ...buttons).then((chosen) => {
    if (chosen === showLog) log.show();
    if (chosen === select) void vscode.commands.executeCommand('interim.selectInterpreter');
  });
}

/** Wraps what a command does, so that no failure of it goes unsaid. */
export function orReport<A extends unknown[]>(
  log: vscode.LogOutputChannel,
  action: (...args: A) => unknown,
): (...args: A) => Promise<void> {
  return async (...args) => {
    try {
      await action(...args);
    } catch (error) {
      reportError(log, error);
    }
  };
}
