/** The drop-downs: at which level the graph is drawn, and which run. */
import '@vscode-elements/elements/dist/vscode-single-select/index.js';
import type { Level, RunBrief } from '../../src/protocol/graph.ts';
import type { Actions } from '../actions.ts';
import type { PanelStore } from '../state.ts';
import { baseName, visible } from '../text.ts';

const LEVELS: readonly [Level, string][] = [
  ['module', 'Level: module'],
  ['function', 'Level: function'],
  ['loop', 'Level: loop'],
  ['statement', 'Level: statement'],
  ['expression', 'Level: expression'],
];

export function createLevelPicker(store: PanelStore, actions: Actions): HTMLElement {
  const select = document.createElement('vscode-single-select');
  select.className = 'level';
  select.label = 'Level of detail';
  select.options = LEVELS.map(([value, label]) => ({
    value,
    label,
    description: '',
    selected: value === 'statement',
    disabled: false,
  }));
  select.addEventListener('change', () => {
    const level = LEVELS.find(([value]) => value === select.value)?.[0];
    if (level && level !== levelOf(store)) actions.setLevel(level);
  });
  store.on(['view', 'cut'], () => {
    const level = levelOf(store);
    if (level && select.value !== level) select.value = level;
  });
  return select;
}

const levelOf = (store: PanelStore): Level | undefined => (store.get().cut ?? store.get().view?.cut)?.level;

export function createRunPicker(store: PanelStore, actions: Actions): HTMLElement {
  const select = document.createElement('vscode-single-select');
  select.className = 'runs';
  select.label = 'Run';
  select.addEventListener('change', () => {
    if (select.value && select.value !== store.get().view?.run.id) actions.openRun(select.value);
  });
  store.on(['runs', 'view'], () => {
    const { runs, view } = store.get();
    const current = view?.run.id;
    const all = view && !runs.some((run) => run.id === current) ? [view.run, ...runs] : runs;
    select.hidden = all.length < 2;
    const labels = all.map(labelOf).join();
    if (select.dataset.labels !== labels) {
      select.dataset.labels = labels;
      select.options = all.map((run) => ({
        value: run.id,
        label: labelOf(run),
        description: visible(run.entry),
        selected: run.id === current,
        disabled: false,
      }));
    }
    if (current && select.value !== current) select.value = current;
  });
  return select;
}

const clock = new Intl.DateTimeFormat(undefined, {
  month: 'short',
  day: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
});

/** Nov 21, 14:30 · train.py · failed */
export function labelOf(run: RunBrief): string {
  const time = new Date(run.createdAt);
  const when = Number.isNaN(time.getTime()) ? visible(run.id) : clock.format(time);
  return `${when} · ${baseName(visible(run.entry))}${run.state === 'finished' ? '' : ` · ${run.state}`}`;
}
