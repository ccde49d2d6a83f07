/** The head of the side pane: name, type, shape and version, the place, the statement, the badges. */
import { placeText } from '../../src/core/cellPlace.ts';
import type { ArtifactDetail } from '../../src/protocol/detail.ts';
import type { Badge, GraphNode, Place } from '../../src/protocol/graph.ts';
import type { Actions } from '../actions.ts';
import { el } from '../dom.ts';
import { icon } from '../icons.ts';
import { KIND_WORDS } from '../kinds.ts';
import { baseName, clip, visible } from '../text.ts';
import { badgeList } from './badges.ts';
import { colouredCode, dedented } from './code.ts';
import { comparedWith, siblingStepper } from './lineage.ts';

export function artifactHead(detail: ArtifactDetail, node: GraphNode | undefined, actions: Actions): HTMLElement {
  const version = detail.artifactVersion > 1 || detail.next.length > 0 ? `version ${detail.artifactVersion}` : '';
  const facts = [detail.type, detail.shape === detail.type ? '' : detail.shape, version].filter(Boolean).map(visible);
  const error = detail.error ?? node?.error;
  const code = el('div', { class: 'statement' });
  code.append(colouredCode(clip(firstLines(dedented(detail.code)), 600)));
  return el(
    'header',
    { class: 'pane-head' },
    titleLine(detail.name, facts.join(' · '), detail.place, actions),
    code,
    detail.badges.length > 0 ? badgeList(detail.badges, comparedWith(detail, actions.select)) : null,
    ownChange(detail, node),
    error ? el('p', { class: 'bad' }, `${visible(error.type)}: ${clip(visible(error.message), 400)}`) : null,
    siblingStepper(detail, actions.select),
  );
}

/** The last link of a chain is drawn with what it alone did; the statement as a whole may have done more. */
function ownChange(detail: ArtifactDetail, node: GraphNode | undefined): HTMLElement | null {
  if (node?.artifact?.id !== detail.id || node.badges.length === 0) return null;
  const textOf = (badges: Badge[]): string => badges.map(({ text }) => text).join();
  if (detail.badges.length === 0 || textOf(node.badges) === textOf(detail.badges)) return null;
  return badgeList(node.badges, el('span', { class: 'quiet' }, 'by the last link alone'));
}

/** A node that made nothing: code that did not run or was not recorded, that failed, or a group. */
export function nodeHead(node: GraphNode, actions: Actions): HTMLElement {
  const isAbsent = node.form === 'absent';
  const code = el('div', { class: 'statement' });
  code.append(colouredCode(clip(node.code, 600)));
  const what = isAbsent ? visible(node.code) : node.artifact ? KIND_WORDS[node.kind] : '';
  return el(
    'header',
    { class: 'pane-head' },
    titleLine(node.label, what, node.place, actions),
    node.code && !isAbsent ? code : null,
    node.badges.length > 0 ? badgeList(node.badges) : null,
    node.error
      ? el(
          'p',
          { class: 'bad' },
          `${node.error.caught ? 'Caught here: ' : ''}${visible(node.error.type)}: ${clip(visible(node.error.message), 1000)}`,
        )
      : null,
  );
}

function titleLine(name: string, facts: string, place: Place, actions: Actions): HTMLElement {
  const close = () => actions.select(null);
  return el(
    'div',
    { class: 'pane-title' },
    el('h2', { title: visible(name) }, visible(name)),
    el('span', { class: 'quiet pane-facts', title: facts }, facts),
    el('span', { class: 'space' }),
    el(
      'button',
      {
        type: 'button',
        class: 'link place',
        title: `Go to ${placeText(place, visible(place.file))}`,
        click: () => actions.reveal(place, false),
      },
      el('span', {}, placeText(place, visible(baseName(place.file)))),
      icon('open'),
    ),
    el(
      'button',
      { type: 'button', class: 'square', title: 'Close (Esc)', 'aria-label': 'Close the side pane', click: close },
      icon('close'),
    ),
  );
}

const firstLines = (code: string) => {
  const lines = code.split('\n');
  return lines.length > 6 ? `${lines.slice(0, 6).join('\n')}\n…` : code;
};
