/** What is known of a value besides its preview: a model's parameters and what fitting found, a file's path, a message's tokens, a scalar's value. */
import type { Cell, Summary } from '../../src/protocol/artifact.ts';
import type { ArtifactDetail } from '../../src/protocol/detail.ts';
import { el } from '../dom.ts';
import { grouped, visible } from '../text.ts';
import { cellText, shortNumber } from './cell.ts';

export function factsView(detail: ArtifactDetail): HTMLElement | undefined {
  const { summary } = detail;
  const sections = [
    bigValue(summary),
    table('', plainFacts(summary)),
    partsView(summary),
    summary.fitted === false ? el('p', { class: 'quiet' }, 'Not fitted yet.') : null,
    table('Parameters', entriesOf(summary.parameters)),
    table(summary.fitted ? 'Found by fitting' : 'State', entriesOf(summary.state)),
    table(
      'Fields',
      summary.fields ? Object.entries(summary.fields).map(([name, [type, text]]) => [name, text, type]) : [],
    ),
    summary.plan
      ? el(
          'section',
          {},
          el('h3', {}, 'Plan, not yet run'),
          el('pre', { class: 'plan' }, visible(summary.plan).replaceAll('⏎', '\n')),
        )
      : null,
  ].filter((section) => section !== null && section !== undefined);
  return sections.length > 0 ? el('div', { class: 'scroll facts', tabindex: 0 }, ...sections) : undefined;
}

function bigValue(summary: Summary): HTMLElement | undefined {
  if (summary.value === undefined) return undefined;
  const { text, look, title } = typeof summary.value === 'number' ? numberText(summary.value) : cellText(summary.value);
  return el('div', { class: `big look-${look}`, title: title ?? null }, text);
}

const numberText = (value: number) => ({
  text: Number.isInteger(value) ? grouped(value) : String(value),
  look: 'number',
  title: undefined,
});

type Fact = [name: string, value: string, aside?: string];

function plainFacts(summary: Summary): Fact[] {
  const facts: Fact[] = [];
  const add = (name: string, value: Cell | undefined) => {
    if (value !== undefined) facts.push([name, typeof value === 'number' ? shortNumber(value) : cellText(value).text]);
  };
  add('path', summary.path);
  add('used to', summary.mode);
  add('role', summary.role);
  add('model', summary.model);
  add('tokens in', summary.tokens?.input);
  add('tokens out', summary.tokens?.output);
  add('tokens', summary.tokens?.total);
  add('ended by', summary.finish);
  add('state', summary.progress);
  add('element type', summary.dtype);
  add('item type', summary.itemType);
  add('row labels', summary.index);
  add('nulls', summary.nulls);
  add('least', summary.min);
  add('mean', summary.mean);
  add('greatest', summary.max);
  add('bytes', summary.bytes);
  if (summary.cyclic) facts.push(['cycle', 'refers to itself']);
  return facts;
}

const entriesOf = (entries: Record<string, string> | undefined): Fact[] => Object.entries(entries ?? {});

function partsView({ parts }: Summary): HTMLElement | undefined {
  if (!parts || parts.length === 0) return undefined;
  const items = parts.map(([name, type]) =>
    el('li', {}, el('b', {}, visible(name)), el('span', { class: 'quiet' }, ` ${visible(type)}`)),
  );
  return el('section', {}, el('h3', {}, `Parts, in order`), el('ol', { class: 'parts' }, ...items));
}

function table(title: string, facts: Fact[]): HTMLElement | undefined {
  if (facts.length === 0) return undefined;
  const rows = facts.map(([name, value, aside]) =>
    el(
      'tr',
      {},
      el('th', { scope: 'row' }, visible(name)),
      el('td', {}, visible(value), aside ? el('span', { class: 'quiet' }, ` ${visible(aside)}`) : null),
    ),
  );
  return el(
    'section',
    {},
    title ? el('h3', {}, title) : null,
    el('table', { class: 'plain' }, el('tbody', {}, ...rows)),
  );
}
