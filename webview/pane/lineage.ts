/** Where the artifact comes from and goes to, as links; its other versions, and what the same place made at other times, with a stepper. */
import { placeText } from '../../src/core/cellPlace.ts';
import type { ArtifactDetail, Link } from '../../src/protocol/detail.ts';
import type { ArtifactBrief, GraphNode } from '../../src/protocol/graph.ts';
import type { Actions } from '../actions.ts';
import { el } from '../dom.ts';
import { icon } from '../icons.ts';
import { hueOf } from '../kinds.ts';
import type { PanelState } from '../state.ts';
import { baseName, grouped, visible } from '../text.ts';

type Select = Actions['select'];

/** The foot of the Rows tab: what it is made from, and what uses it. */
export function linksView(detail: ArtifactDetail, select: Select, most = 4): HTMLElement {
  return el(
    'div',
    { class: 'links' },
    linkList('Made from', detail.inputs, select, most),
    linkList('Used by', detail.usedBy, select, most),
  );
}

export function lineageView(detail: ArtifactDetail, select: Select): HTMLElement {
  return el(
    'div',
    { class: 'scroll lineage', tabindex: 0 },
    linkList('Made from', detail.inputs, select, 200),
    linkList('Used by', detail.usedBy, select, 200),
    versionList(detail, select),
    siblingsView(detail, select),
  );
}

/** Of a step that made nothing, as where it failed: what went into it is all the more what one wants to see. */
export function givenView({ view }: Readonly<PanelState>, node: GraphNode, select: Select): HTMLElement | null {
  const sources = (view?.edges ?? []).filter(({ target }) => target === node.id);
  const items = sources.flatMap(({ source, roles }) => {
    const given = view?.nodes.find(({ id }) => id === source);
    if (!given?.artifact) return [];
    const { artifact, place } = given;
    const facts = [...roles, artifact.shape, placeText(place, baseName(place.file))].filter(Boolean).map(visible);
    const open = () => select(source, { reveal: true });
    return [el('li', {}, jump(given.label, artifact, open), el('span', { class: 'quiet' }, facts.join(' · ')))];
  });
  if (items.length === 0 || node.artifact) return null;
  return el(
    'div',
    { class: 'links' },
    el('section', {}, el('h3', {}, 'Given'), el('ul', { class: 'link-list' }, ...items)),
  );
}

/** What the badges are told against; a link where it is one of the inputs. */
export function comparedWith({ changedFrom, inputs }: ArtifactDetail, select: Select): HTMLElement | null {
  if (changedFrom === undefined) return null;
  const words = `against ${visible(changedFrom.name)} ${visible(changedFrom.shape)}`;
  const link = inputs.find(({ artifact }) => artifact.id === changedFrom.id);
  if (link === undefined) return el('span', { class: 'quiet' }, words);
  const click = () => select(link.node, { artifact: changedFrom.id, reveal: true });
  return el('button', { type: 'button', class: 'link', title: 'Show what this is compared with', click }, words);
}

function linkList(title: string, links: Link[], select: Select, most: number): HTMLElement {
  const items = links.slice(0, most).map((link) => {
    const { artifact, place } = link;
    const name = link.name ?? artifact.name;
    const facts = [link.role, artifact.shape, placeText(place, baseName(place.file))].filter(Boolean).map(visible);
    return el(
      'li',
      {},
      jump(name, artifact, () => select(link.node, { artifact: artifact.id, reveal: true })),
      el('span', { class: 'quiet' }, facts.join(' · ')),
    );
  });
  const more = links.length > most ? el('li', { class: 'quiet' }, `and ${grouped(links.length - most)} more`) : null;
  const nothing =
    links.length === 0
      ? el('li', { class: 'quiet' }, title === 'Made from' ? 'nothing recorded' : 'nothing yet')
      : null;
  return el('section', {}, el('h3', {}, title), el('ul', { class: 'link-list' }, ...items, more, nothing));
}

const jump = (name: string, artifact: ArtifactBrief, click: () => void): HTMLElement =>
  el('button', { type: 'button', class: `link hue-${hueOf(artifact.kind)}`, click }, `▸ ${visible(name)}`);

function versionList(detail: ArtifactDetail, select: Select): HTMLElement | null {
  const others = [...(detail.previous ? [detail.previous] : []), ...detail.next];
  if (others.length === 0) return null;
  const items = others.map((artifact) =>
    el(
      'li',
      {},
      jump(`${artifact.name}, version ${artifact.version}`, artifact, () =>
        select(detail.node, { artifact: artifact.id }),
      ),
      el(
        'span',
        { class: 'quiet' },
        `${artifact === detail.previous ? 'before' : 'after'} · ${visible(artifact.shape)}`,
      ),
    ),
  );
  return el('section', {}, el('h3', {}, 'Changed in place'), el('ul', { class: 'link-list' }, ...items));
}

function siblingsView(detail: ArtifactDetail, select: Select): HTMLElement | null {
  const { siblings } = detail;
  if (siblings.length < 2) return null;
  const items = siblings.slice(0, 200).map((artifact, index) => {
    const chosen = artifact.id === detail.id;
    const item = jump(`${grouped(index + 1)}. ${artifact.name}`, artifact, () =>
      select(detail.node, { artifact: artifact.id }),
    );
    if (chosen) item.setAttribute('aria-current', 'true');
    return el('li', { class: chosen ? 'chosen' : null }, item, el('span', { class: 'quiet' }, visible(artifact.shape)));
  });
  return el('section', {}, el('h3', {}, 'Made here at other times'), el('ul', { class: 'link-list' }, ...items));
}

/** ‹ 3 of 12 › between what one place made in other executions or iterations. */
export function siblingStepper(detail: ArtifactDetail, select: Select): HTMLElement | null {
  const { siblings, iteration } = detail;
  const at = siblings.findIndex((artifact) => artifact.id === detail.id);
  if (siblings.length < 2 || at < 0) return null;
  const step = (label: string, name: 'back' | 'forward', to: ArtifactBrief | undefined) =>
    el(
      'button',
      {
        type: 'button',
        class: 'square',
        'aria-label': label,
        title: label,
        disabled: !to,
        click: () => to && select(detail.node, { artifact: to.id }),
      },
      icon(name),
    );
  const times = iteration ? ` · iteration ${grouped(iteration.index + 1)} of ${grouped(iteration.of)}` : '';
  return el(
    'span',
    { class: 'stepper' },
    step('Earlier execution', 'back', siblings[at - 1]),
    el('span', { class: 'quiet' }, `${grouped(at + 1)} of ${grouped(siblings.length)}${times}`),
    step('Later execution', 'forward', siblings[at + 1]),
  );
}
