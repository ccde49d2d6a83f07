/** A run in few words, for lists, the status bar and hovers. */

import path from 'node:path';
import * as vscode from 'vscode';
import { countText } from '../../core/quantity.ts';
import type { RunBrief, RunState } from '../../protocol/graph.ts';

const STATES: Record<RunState, { icon: string; color?: string; word: string }> = {
  running: { icon: 'loading~spin', word: 'running' },
  finished: { icon: 'pass', color: 'testing.iconPassed', word: 'finished' },
  failed: { icon: 'error', color: 'testing.iconFailed', word: 'failed' },
  stopped: { icon: 'debug-stop', color: 'testing.iconSkipped', word: 'stopped' },
  interrupted: { icon: 'circle-slash', color: 'testing.iconErrored', word: 'interrupted' },
};

export function stateIcon({ state }: RunBrief): vscode.ThemeIcon {
  const { icon, color } = STATES[state];
  return new vscode.ThemeIcon(icon, color ? new vscode.ThemeColor(color) : undefined);
}

export function stateWord(run: RunBrief): string {
  if (run.state === 'failed' && run.signal) return `failed (${run.signal})`;
  if (run.state === 'failed' && run.exitCode !== null) return `failed (exit code ${run.exitCode})`;
  return STATES[run.state].word;
}

export const runName = (run: RunBrief): string => run.module ?? path.posix.basename(run.entry);

/** 38 artifacts · 1.2 s · 5 min ago */
export function runAbout(run: RunBrief, now = Date.now()): string {
  // How far a running one has come is not read again and again for a list; the panel tells it.
  if (run.state === 'running') return stateWord(run);
  const parts = [run.state === 'finished' ? '' : stateWord(run), count(run.artifacts, 'artifact')];
  parts.push(durationWords(run.durationMs), agoWords(run.createdAt, now));
  return parts.filter((part) => part !== '').join(' · ');
}

export function durationWords(ms: number): string {
  if (ms < 1000) return `${Math.max(1, Math.round(ms))} ms`;
  if (ms < 60_000) return `${(ms / 1000).toFixed(1)} s`;
  const minutes = Math.floor(ms / 60_000);
  return minutes < 60 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

export function agoWords(iso: string, now = Date.now()): string {
  const seconds = (now - Date.parse(iso)) / 1000;
  if (!(seconds >= 45)) return 'just now';
  if (seconds < 3600) return `${Math.round(seconds / 60)} min ago`;
  if (seconds < 86_400) return `${Math.round(seconds / 3600)} h ago`;
  const days = Math.round(seconds / 86_400);
  return days < 14 ? `${days} ${days === 1 ? 'day' : 'days'} ago` : new Date(iso).toLocaleDateString();
}

const count = (n: number, one: string): string => `${countText(n)} ${one}${n === 1 ? '' : 's'}`;
