/** The strip at the bottom: each step as wide as it took long, none so thin that it cannot be hit. One slider for pointer and keys. */
import type { TimelineEntry } from '../src/protocol/graph.ts';
import type { Actions } from './actions.ts';
import { el } from './dom.ts';
import { icon } from './icons.ts';
import { hueOf } from './kinds.ts';
import type { PanelStore } from './state.ts';
import { duration, grouped, visible } from './text.ts';
import { hueColor, type Theme } from './theme.ts';

const HEIGHT = 26;

export interface Timeline {
  element: HTMLElement;
  draw(): void;
}

export function createTimeline(
  store: PanelStore,
  actions: Actions,
  show: (node: string) => void,
  theme: () => Theme,
): Timeline {
  const canvas = el('canvas', { class: 'strip-bars', 'aria-hidden': true });
  const strip = el(
    'div',
    { class: 'strip', role: 'slider', tabindex: 0, 'aria-label': 'Steps of the run', 'aria-valuemin': 1 },
    canvas,
  );
  const where = el('span', { class: 'quiet strip-where' });
  const label = el('span', { class: 'quiet strip-label' });
  const whole = el('span', { class: 'quiet' });
  const button = (name: 'back' | 'forward', title: string, by: number) =>
    el(
      'button',
      { type: 'button', class: 'square', title, 'aria-label': title, click: () => go(at() + by) },
      icon(name),
    );
  const element = el(
    'footer',
    { class: 'timeline', 'aria-label': 'Timeline' },
    el(
      'div',
      { class: 'strip-head' },
      button('back', 'Earlier step', -1),
      button('forward', 'Later step', 1),
      where,
      label,
      el('span', { class: 'space' }),
      whole,
    ),
    strip,
  );
  let edges: number[] = [];

  const entries = (): TimelineEntry[] => store.get().view?.timeline ?? [];
  function at(): number {
    const { node, artifact } = store.get();
    if (node === null) return -1;
    const list = entries();
    const exact = list.findIndex((entry) => entry.node === node && entry.artifact === (artifact ?? undefined));
    return exact >= 0 ? exact : list.findIndex((entry) => entry.node === node);
  }
  function go(index: number): void {
    const list = entries();
    const entry = list[Math.max(0, Math.min(list.length - 1, index))];
    if (!entry) return;
    actions.select(entry.node, { artifact: entry.artifact, reveal: true });
    show(entry.node);
  }

  function draw(): void {
    const list = entries();
    element.hidden = list.length === 0 || store.get().phase !== 'view';
    if (element.hidden) return;
    const width = strip.clientWidth;
    const ratio = devicePixelRatio || 1;
    canvas.width = Math.max(1, Math.round(width * ratio));
    canvas.height = HEIGHT * ratio;
    const pen = canvas.getContext('2d');
    edges = segments(list, width);
    const chosen = at();
    if (pen) {
      pen.setTransform(ratio, 0, 0, ratio, 0, 0);
      paint(pen, list, edges, chosen, width, theme());
    }
    const entry = list[chosen];
    where.textContent = entry
      ? `step ${grouped(chosen + 1)} of ${grouped(list.length)}`
      : `${grouped(list.length)} steps`;
    label.textContent = entry
      ? `${visible(entry.label)} · ${duration(entry.durationMs)}${entry.failed ? ' · failed' : ''}`
      : '';
    whole.textContent = duration(store.get().view?.run.durationMs ?? 0);
    strip.setAttribute('aria-valuemax', String(list.length));
    strip.setAttribute('aria-valuenow', String(Math.max(1, chosen + 1)));
    strip.setAttribute('aria-valuetext', entry ? `${where.textContent}, ${label.textContent}` : 'no step selected');
  }

  strip.addEventListener('keydown', (event) => {
    const to = {
      ArrowLeft: at() - 1,
      ArrowRight: at() + 1,
      PageUp: at() - 10,
      PageDown: at() + 10,
      Home: 0,
      End: entries().length - 1,
    }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    go(to);
  });
  strip.addEventListener('pointerdown', (event) => go(under(event)));
  strip.addEventListener('pointermove', (event) => {
    const entry = entries()[under(event)];
    strip.title = entry ? `${visible(entry.label)} · ${duration(entry.durationMs)}` : '';
  });
  const under = (event: PointerEvent) => {
    const x = event.clientX - strip.getBoundingClientRect().left;
    const found = edges.findIndex((edge) => x < edge);
    return found < 0 ? edges.length - 1 : found;
  };

  store.on(['view', 'node', 'artifact', 'phase'], draw);
  new ResizeObserver(draw).observe(strip);
  return { element, draw };
}

/** Right edge of each segment: a least width for every step, the rest shared by duration. */
export function segments(entries: { durationMs: number }[], width: number): number[] {
  const least = Math.min(7, width / Math.max(1, entries.length));
  const spare = Math.max(0, width - least * entries.length);
  const whole = entries.reduce((sum, entry) => sum + Math.max(0, entry.durationMs), 0) || 1;
  let edge = 0;
  return entries.map((entry) => {
    edge += least + (Math.max(0, entry.durationMs) / whole) * spare;
    return edge;
  });
}

function paint(
  pen: CanvasRenderingContext2D,
  list: TimelineEntry[],
  edges: number[],
  chosen: number,
  width: number,
  theme: Theme,
): void {
  pen.clearRect(0, 0, width, HEIGHT);
  const gap = width / list.length > 5 ? 2 : 0;
  list.forEach((entry, index) => {
    const left = edges[index - 1] ?? 0;
    const right = edges[index] ?? left;
    pen.globalAlpha = index === chosen ? 1 : 0.5;
    pen.fillStyle = entry.failed ? theme.color.red : hueColor(theme, hueOf(entry.kind));
    pen.beginPath();
    pen.roundRect(left, 9, Math.max(0.7, right - left - gap), 8, gap > 0 ? 2 : 0);
    pen.fill();
  });
  pen.globalAlpha = 1;
  if (chosen < 0) return;
  const left = edges[chosen - 1] ?? 0;
  pen.fillStyle = theme.color.accent;
  pen.fillRect((left + (edges[chosen] ?? left)) / 2 - 1, 2, 2, 22);
}
