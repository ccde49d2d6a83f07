/** Title, the run and how it stands: running with Stop, failed, stopped, interrupted. */
import '@vscode-elements/elements/dist/vscode-progress-ring/index.js';
import type { RunBrief } from '../../src/protocol/graph.ts';
import type { Actions } from '../actions.ts';
import { el, replace } from '../dom.ts';
import { icon } from '../icons.ts';
import type { PanelStore } from '../state.ts';
import { baseName, duration, plural, visible } from '../text.ts';

export function createRunState(store: PanelStore, actions: Actions): HTMLElement {
  const title = el('b', {}, 'Lineage');
  const facts = el('span', { class: 'quiet run-facts' });
  const state = el('span', { class: 'run-state', role: 'status' });
  const ring = document.createElement('vscode-progress-ring');
  ring.ariaLabel = 'Running';
  const stop = el(
    'button',
    {
      type: 'button',
      class: 'square',
      title: 'Stop the run',
      'aria-label': 'Stop the run',
      click: () => actions.send({ type: 'stop' }),
    },
    icon('stop'),
  );
  let before = '';

  store.on(['view', 'connected', 'phase'], () => {
    const { view, connected } = store.get();
    if (!view) return;
    const { run } = view;
    facts.textContent = factsOf(run);
    facts.title = [run.entry, ...run.args].map(visible).join(' ');
    const now = connected ? run.state : 'disconnected';
    if (now === before) return;
    before = now;
    replace(
      state,
      ...(now === 'running'
        ? [ring, 'running', stop]
        : [el('span', { class: `state state-${now}`, title: stateText(run, connected) }, stateText(run, connected))]),
    );
  });
  return el('div', { class: 'run' }, title, facts, state);
}

const factsOf = (run: RunBrief): string =>
  [
    run.module ?? baseName(visible(run.entry)),
    plural(run.artifacts, 'artifact'),
    run.state === 'running' ? '' : duration(run.durationMs),
  ]
    .filter(Boolean)
    .join(' · ');

function stateText(run: RunBrief, connected: boolean): string {
  if (!connected) return 'disconnected';
  if (run.state === 'failed')
    return run.signal
      ? `failed: ${visible(run.signal)}`
      : run.exitCode === null
        ? 'failed'
        : `failed: exit code ${run.exitCode}`;
  if (run.state === 'interrupted') return 'interrupted: the record ends before the run did';
  return run.state === 'stopped' ? 'stopped' : '';
}
