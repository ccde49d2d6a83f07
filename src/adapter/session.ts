/**
 * The debug adapter: what DAP asks, in terms of the recorder. Works inline in the extension, as a process of its own
 * (main.ts), and under test. It runs and follows programs; it stops nowhere.
 */

import { constants } from 'node:os';
import path from 'node:path';
import {
  DebugSession,
  ErrorDestination,
  Event,
  ExitedEvent,
  InitializedEvent,
  OutputEvent,
  ProgressEndEvent,
  ProgressStartEvent,
  ProgressUpdateEvent,
  TerminatedEvent,
  Thread,
} from '@vscode/debugadapter';
import type { DebugProtocol } from '@vscode/debugprotocol';
import { InterimError } from '../core/errors.ts';
import {
  type LaunchConfiguration,
  RUN_ENDED,
  RUN_STARTED,
  type RunEndedBody,
  type RunStartedBody,
} from '../protocol/adapter.ts';
import type { RunExit } from '../protocol/runLog.ts';
import { launchRun, type RecordedRun } from '../recorder/launch.ts';
import { planRun, type RunPlan } from '../recorder/plan.ts';
import { followProgress, sayProgress } from '../recorder/progress.ts';
import { removeRunFolder } from '../store/runFolder.ts';
import { briefOfFolder } from '../store/runs.ts';
import { requestOf } from './configuration.ts';
import { forwardOutput } from './output.ts';
import { type FollowedRun, followTerminalRun, terminalCommand } from './terminal.ts';

const DISCONNECT_GRACE_MS = 1000;
const TERMINAL_TIMEOUT_MS = 30_000;

/** The program that runs now. */
interface Running {
  stop(graceMs?: number): Promise<void>;
  ended: Promise<unknown>;
}

export class InterimSession extends DebugSession {
  private client: DebugProtocol.InitializeRequestArguments = { adapterID: 'interim' };
  private configuration: Partial<LaunchConfiguration> = {};
  private running: Running | undefined;
  private name = 'program';
  private closed = false;
  /** Asked for before there was a program to stop, too. */
  private stopAsked = false;
  private configured: () => void = () => {};
  private readonly configurationDone = new Promise<void>((resolve) => {
    this.configured = resolve;
  });

  protected override initializeRequest(
    response: DebugProtocol.InitializeResponse,
    args: DebugProtocol.InitializeRequestArguments,
  ): void {
    this.client = args;
    response.body = {
      supportsConfigurationDoneRequest: true,
      supportsTerminateRequest: true,
      supportsRestartRequest: true,
      supportTerminateDebuggee: true,
    };
    this.sendResponse(response);
    this.sendEvent(new InitializedEvent());
  }

  protected override configurationDoneRequest(response: DebugProtocol.ConfigurationDoneResponse): void {
    this.sendResponse(response);
    this.configured();
  }

  protected override launchRequest(response: DebugProtocol.LaunchResponse, args: object): void {
    this.configuration = (args as Partial<LaunchConfiguration> | undefined) ?? {};
    this.answer(response, async () => {
      const plan = await this.plan();
      await this.configurationDone;
      await this.begin(plan);
    });
  }

  protected override restartRequest(
    response: DebugProtocol.RestartResponse,
    args: DebugProtocol.RestartArguments,
  ): void {
    this.answer(response, async () => {
      const changed = (args as { arguments?: Partial<LaunchConfiguration> } | undefined)?.arguments;
      if (changed?.program || changed?.module) this.configuration = changed;
      this.stopAsked = false;
      const before = this.running;
      this.running = undefined;
      await before?.stop();
      await before?.ended;
      await this.begin(await this.plan());
    });
  }

  protected override terminateRequest(response: DebugProtocol.TerminateResponse): void {
    this.sendResponse(response);
    this.stopAsked = true;
    void this.running?.stop();
  }

  protected override disconnectRequest(
    response: DebugProtocol.DisconnectResponse,
    args: DebugProtocol.DisconnectArguments | undefined,
  ): void {
    this.closed = true;
    this.answer(response, async () => {
      if (args?.terminateDebuggee === false) return;
      await this.end();
    });
  }

  /** Ends the program, if any: also called when the editor goes away without a word. */
  async end(graceMs = DISCONNECT_GRACE_MS): Promise<void> {
    const { running } = this;
    this.stopAsked = true;
    await running?.stop(graceMs);
    await running?.ended;
  }

  /** The editor lets go of an inline session: nothing may be left behind. */
  override dispose(): void {
    this.closed = true;
    void this.end(0);
    super.dispose();
  }

  protected override threadsRequest(response: DebugProtocol.ThreadsResponse): void {
    response.body = { threads: [new Thread(1, this.name)] };
    this.sendResponse(response);
  }

  protected override pauseRequest(response: DebugProtocol.PauseResponse): void {
    this.sendErrorResponse(response, 2, 'Interim records a program while it runs; it cannot pause it.');
  }

  protected override setBreakPointsRequest(
    response: DebugProtocol.SetBreakpointsResponse,
    { breakpoints = [] }: DebugProtocol.SetBreakpointsArguments,
  ): void {
    const message = 'Run with Lineage does not stop at breakpoints.';
    response.body = { breakpoints: breakpoints.map(({ line }) => ({ verified: false, line, message })) };
    this.sendResponse(response);
  }

  private async plan(): Promise<RunPlan> {
    const { configuration } = this;
    this.name = path.basename(configuration.program ?? configuration.module ?? 'program');
    const plan = await planRun(requestOf(configuration, process.env));
    for (const { message, mend } of plan.notices) this.say(`${message} ${mend}`, 'important');
    return plan;
  }

  private async begin(plan: RunPlan): Promise<void> {
    // Asked for, and stopped or gone before it began: nothing is to run any more.
    if (this.closed || this.stopAsked) {
      if (plan.folder) removeRunFolder(plan.folder);
      this.sendEvent(new TerminatedEvent());
      return;
    }
    const wanted = this.configuration.console === 'integratedTerminal';
    const terminal = wanted && this.client.supportsRunInTerminalRequest === true;
    if (wanted && !terminal) this.say('This client has no terminal to run in; output comes here.', 'console');
    if (terminal && plan.folder) await this.startInTerminal(plan, plan.folder);
    else this.startHere(plan);
  }

  private startHere(plan: RunPlan): void {
    this.announce(plan);
    const run = launchRun(plan, 'pipe');
    const send = (text: string, category: string): void => this.sendEvent(new OutputEvent(text, category));
    forwardOutput(run.child.stdout, 'stdout', send);
    forwardOutput(run.child.stderr, 'stderr', send);
    this.follow(plan, run);
  }

  private async startInTerminal(plan: RunPlan, folder: string): Promise<void> {
    this.announce(plan);
    const { args, env } = terminalCommand(plan, folder);
    const request = { kind: 'integrated' as const, title: this.name, cwd: plan.cwd, args, env };
    const answer = await new Promise<DebugProtocol.RunInTerminalResponse>((resolve) =>
      this.runInTerminalRequest(request, TERMINAL_TIMEOUT_MS, resolve),
    );
    if (!answer.success) throw new Error(answer.message ?? 'The terminal could not be opened.');
    const { processId, shellProcessId } = answer.body ?? {};
    this.follow(plan, followTerminalRun(folder, shellProcessId ?? processId));
  }

  private announce({ folder, header }: RunPlan): void {
    if (!folder || !header) return;
    const body: RunStartedBody = { run: header.id, folder };
    this.sendEvent(new Event(RUN_STARTED, body));
  }

  /** Tells the client how it goes and how it ended. A run that was replaced by a restart ends silently. */
  private follow({ folder }: RunPlan, run: FollowedRun & Pick<Partial<RecordedRun>, 'notice'>): void {
    const endProgress = folder ? this.reportProgress(folder) : () => {};
    const running: Running = { stop: (graceMs) => run.stop(graceMs), ended: Promise.resolve() };
    this.running = running;
    if (this.stopAsked) void run.stop();
    const current = (): boolean => this.running === running;
    running.ended = run.ended.then(
      (exit) => {
        endProgress();
        const notice = run.notice?.();
        if (notice) this.say(wordsOf(notice), 'important');
        const brief = folder ? briefOfFolder(folder) : undefined;
        if (folder && brief) {
          const body: RunEndedBody = { run: brief, folder };
          this.sendEvent(new Event(RUN_ENDED, body));
        }
        if (current()) this.finish(exitCodeOf(exit));
      },
      (error: unknown) => {
        endProgress();
        this.say(wordsOf(error), 'important');
        if (current()) this.finish(127);
      },
    );
  }

  private finish(exitCode: number): void {
    this.running = undefined;
    this.sendEvent(new ExitedEvent(exitCode));
    this.sendEvent(new TerminatedEvent());
  }

  private reportProgress(folder: string): () => void {
    if (this.client.supportsProgressReporting !== true) return () => {};
    const id = path.basename(folder);
    this.sendEvent(new ProgressStartEvent(id, `Recording ${this.name}`));
    const stop = followProgress(folder, 500, (progress) =>
      this.sendEvent(new ProgressUpdateEvent(id, sayProgress(progress))),
    );
    return () => this.sendEvent(new ProgressEndEvent(id, sayProgress(stop())));
  }

  private say(text: string, category: 'console' | 'important'): void {
    this.sendEvent(new OutputEvent(`${text}\n`, category));
  }

  /** Answers a request when its work is done; what fails becomes words for the user. */
  private answer(response: DebugProtocol.Response, work: () => Promise<void>): void {
    work().then(
      () => this.sendResponse(response),
      (error: unknown) => {
        const code = error instanceof InterimError ? error.code : 'internal';
        const variables = { _text: wordsOf(error), code };
        this.sendErrorResponse(
          response,
          { id: 1, format: '{_text}', variables, showUser: true },
          undefined,
          undefined,
          ErrorDestination.User,
        );
      },
    );
  }
}

function wordsOf(error: unknown): string {
  if (error instanceof InterimError) return `${error.message} ${error.mend}`;
  return error instanceof Error ? error.message : String(error);
}

/** DAP knows only numbers: a death by signal is told as a shell tells it. */
function exitCodeOf({ exitCode, signal }: RunExit): number {
  if (exitCode !== null) return exitCode;
  return signal === null ? 1 : 128 + (constants.signals[signal as NodeJS.Signals] ?? 0);
}
