/**
 * Completes launch configurations of type `interim`, and offers one where there is none, so that F5 works with no
 * launch.json. Settings fill what the configuration leaves open; the adapter sees one complete request.
 */
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import * as vscode from 'vscode';
import type { LaunchConfiguration } from '../../protocol/adapter.ts';
import { chosenRuntime, withVariables } from '../interpreter/chosenRuntime.ts';
import { languageOf, languageOfFile } from '../languages.ts';
import { activeNotebook } from '../notebook.ts';
import { type RunSettings, runSettings } from '../settings.ts';

export function registerDebugConfigurations(): vscode.Disposable {
  const current = (): vscode.DebugConfiguration => ({
    type: 'interim',
    request: 'launch',
    name: vscode.l10n.t('Run with Lineage'),
    // biome-ignore lint/suspicious/noTemplateCurlyInString: a variable of VS Code's own
    program: activeNotebook()?.uri.fsPath ?? '${file}',
  });
  const provider: vscode.DebugConfigurationProvider = {
    provideDebugConfigurations: () => [current()],
    resolveDebugConfiguration: (_folder, given) => {
      if (given.type || given.request || given.name) return given;
      // F5 with no launch.json: an empty configuration comes, and nothing is to be written down.
      if (activeNotebook() || languageOf(vscode.window.activeTextEditor?.document)) return { ...given, ...current() };
      void vscode.window.showErrorMessage(
        vscode.l10n.t('Open a Python, JavaScript or TypeScript file or a notebook to run it with lineage.'),
      );
      return undefined;
    },
    resolveDebugConfigurationWithSubstitutedVariables: (folder, given) => complete(folder, given),
  };
  const dynamic: vscode.DebugConfigurationProvider = { provideDebugConfigurations: () => [current()] };
  return vscode.Disposable.from(
    vscode.debug.registerDebugConfigurationProvider('interim', provider),
    vscode.debug.registerDebugConfigurationProvider(
      'interim',
      dynamic,
      vscode.DebugConfigurationProviderTriggerKind.Dynamic,
    ),
  );
}

async function complete(
  folder: vscode.WorkspaceFolder | undefined,
  given: vscode.DebugConfiguration,
): Promise<vscode.DebugConfiguration | undefined> {
  // VS Code asks for trust before it debugs; this is for whoever gets here without.
  if (!vscode.workspace.isTrusted) return undefined;
  const program = typeof given.program === 'string' ? given.program : undefined;
  const owner = program && path.isAbsolute(program) ? vscode.Uri.file(program) : folder?.uri;
  const workspaceFolder = folder ?? (owner && vscode.workspace.getWorkspaceFolder(owner));
  const settings = runSettings(owner);
  const cwd = workspaceFolder?.uri.fsPath ?? (program ? path.dirname(program) : undefined);
  const runtime = await runtimeFor(given, program, owner);
  if (!runtime) return undefined;
  return {
    ...(cwd === undefined ? {} : { cwd }),
    ...(workspaceFolder ? { workspaceFolder: workspaceFolder.uri.fsPath } : {}),
    ...(settings.runsFolder ? { runsFolder: withVariables(settings.runsFolder, owner) } : {}),
    ...(settings.include.length > 0 ? { include: settings.include } : {}),
    console: settings.console,
    // The terminal that the program asks in must not be covered by a console where nothing comes.
    internalConsoleOptions:
      (given.console ?? settings.console) === 'integratedTerminal' ? 'neverOpen' : 'openOnSessionStart',
    ...runtime,
    ...given,
    limits: { ...settings.limits, ...limitsOf(given) },
  };
}

async function runtimeFor(
  given: vscode.DebugConfiguration,
  program: string | undefined,
  owner: vscode.Uri | undefined,
): Promise<Pick<LaunchConfiguration, 'python' | 'runtimeExecutable'> | undefined> {
  const document = vscode.workspace.textDocuments.find(({ uri }) => uri.toString() === owner?.toString());
  const language = given.module ? 'python' : (languageOf(document) ?? languageOfFile(program ?? ''));
  if (language === 'python' ? given.python : given.runtimeExecutable) return {};
  const chosen = await withProgress(chosenRuntime(language, owner, true));
  if (chosen === 'cancelled') return undefined;
  if (!chosen) return {};
  return language === 'python' ? { python: chosen.path } : { runtimeExecutable: chosen.path };
}

/** The Python extension may take long to start: whoever waits for it sees that, and can change their mind. */
async function withProgress<T>(answer: Promise<T>): Promise<T | 'cancelled'> {
  const soon = await Promise.race([answer.then(() => true), sleep(1000, false)]);
  if (soon) return answer;
  return vscode.window.withProgress(
    {
      location: vscode.ProgressLocation.Notification,
      title: vscode.l10n.t('Waiting for the Python extension to say which environment is active…'),
      cancellable: true,
    },
    (_progress, token) =>
      Promise.race([
        answer,
        new Promise<'cancelled'>((resolve) => token.onCancellationRequested(() => resolve('cancelled'))),
      ]),
  );
}

function limitsOf(given: vscode.DebugConfiguration): Partial<RunSettings['limits']> {
  return (given.limits as Partial<RunSettings['limits']> | undefined) ?? {};
}
