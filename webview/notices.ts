/** What stands in the graph's place or above it: loading, nothing to draw, an error and its mend, a lost connection, what the view leaves out. */
import type { GraphView, RunBrief } from '../src/protocol/graph.ts';
import type { Actions } from './actions.ts';
import { el, replace } from './dom.ts';
import { FILTERS } from './kinds.ts';
import type { PanelState, PanelStore } from './state.ts';
import { clip, grouped, plural, visible } from './text.ts';
import { labelOf } from './toolbar/pickers.ts';

export function createNotices(store: PanelStore, actions: Actions): { cover: HTMLElement; bar: HTMLElement } {
  const cover = el('div', { class: 'cover', role: 'status' });
  const bar = el('div', { class: 'notices', role: 'status', 'aria-live': 'polite' });
  let dismissed = '';

  function drawCover(): void {
    const { phase, empty, view, drawn, arranging, runs } = store.get();
    const bare = phase === 'view' && view !== null && view.nodes.length === 0;
    const waiting = phase === 'loading' || (phase === 'view' && !drawn && !bare);
    cover.hidden = !waiting && phase === 'view' && !bare;
    if (waiting)
      replace(
        cover,
        el('div', { class: 'loading' }, el('i'), el('i'), el('i'), el('p', { class: 'quiet' }, waitingText(arranging))),
      );
    else if (phase === 'empty' && empty) {
      const { action } = empty;
      const send = () => action && actions.send(action.message);
      const button = action
        ? el('button', { type: 'button', class: 'primary', click: send }, visible(action.label))
        : null;
      // Where it is another run that helps, the newest can be opened from here.
      const others = action?.message.type === 'listRuns' ? runs.slice(0, 6).map(runLink) : [];
      const choice = others.length > 0 ? el('div', { class: 'empty-runs' }, ...others) : button;
      replace(
        cover,
        el('div', { class: 'empty' }, el('h2', {}, visible(empty.title)), el('p', {}, visible(empty.text)), choice),
      );
    } else if (bare) {
      const [title, text] = nothingDrawn(view);
      const hidden = view.run.state === 'running' ? [] : FILTERS.filter(([kind]) => (view.counts[kind] ?? 0) > 0);
      const buttons = hidden.map(([kind, label]) =>
        el(
          'button',
          { type: 'button', class: 'primary', click: () => actions.toggleKind(kind) },
          `Show ${label.toLowerCase()} (${grouped(view.counts[kind] ?? 0)})`,
        ),
      );
      const choice = buttons.length > 0 ? el('div', { class: 'choices' }, ...buttons) : null;
      replace(cover, el('div', { class: 'empty' }, el('h2', {}, title), el('p', {}, text), choice));
    }
  }

  function runLink(run: RunBrief): HTMLElement {
    return el('button', { type: 'button', class: 'link', click: () => actions.openRun(run.id) }, labelOf(run));
  }

  function drawBar(): void {
    const { error, connected, view, drawn, arranging, dashed } = store.get();
    const lines: HTMLElement[] = [];
    if (!connected)
      lines.push(
        el('div', { class: 'notice warning' }, el('span', {}, 'Disconnected. Trying to reach Interim again…')),
      );
    if (error)
      lines.push(
        el(
          'div',
          { class: 'notice bad', role: 'alert' },
          el('span', {}, el('b', {}, visible(error.message)), ` ${visible(error.mend)}`),
          closer('Dismiss', () => store.set({ error: null })),
        ),
      );
    if (arranging && drawn)
      lines.push(
        el(
          'div',
          { class: 'notice busy' },
          el('span', {}, `${waitingText(arranging)} Until then the last graph stands.`),
        ),
      );
    const notes = [...(view?.notes ?? []), ...(dashed > 0 ? [dashedText(dashed)] : [])];
    const key = notes.join('\n');
    if (notes.length > 0 && key !== dismissed)
      lines.push(
        el(
          'div',
          { class: 'notice' },
          el(
            'span',
            {},
            notes
              .slice(0, 4)
              .map((note) => clip(visible(note), 200))
              .join(' · '),
            notes.length > 4 ? ` · and ${notes.length - 4} more` : '',
          ),
          closer('Hide these notes', () => {
            dismissed = key;
            drawBar();
          }),
        ),
      );
    replace(bar, ...lines);
  }

  store.on(['phase', 'empty', 'view', 'drawn', 'arranging', 'runs'], drawCover);
  store.on(['error', 'connected', 'view', 'drawn', 'arranging', 'dashed'], drawBar);
  drawCover();
  return { cover, bar };
}

const waitingText = (arranging: PanelState['arranging']): string =>
  arranging
    ? `Arranging ${plural(arranging.nodes, 'node')} and ${plural(arranging.edges, 'edge')}…`
    : 'Loading the lineage…';

const dashedText = (count: number): string =>
  `Dashed: ${plural(count, 'edge')} from far above, drawn behind the nodes that ${count === 1 ? 'it passes' : 'they pass'}.`;

function nothingDrawn({ run, counts }: GraphView): [title: string, text: string] {
  if (run.state === 'running')
    return ['Running', 'The first artifact will appear here as soon as a step has made one.'];
  if (Object.values(counts).some((count) => count > 0))
    return ['Nothing to draw', 'No step made an artifact of the kinds that are shown.'];
  if (run.state === 'failed') return ['Failed before it made anything', 'What the program printed says why.'];
  return ['Nothing was made', 'The program ran, and no step of it made a value to show.'];
}

const closer = (label: string, click: () => void) =>
  el('button', { type: 'button', class: 'square', title: label, 'aria-label': label, click }, '×');
