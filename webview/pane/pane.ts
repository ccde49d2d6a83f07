/** The side pane: one artifact, or one node that made none. Its width is the user's and remembered. */
import type { ArtifactDetail } from '../../src/protocol/detail.ts';
import type { Actions } from '../actions.ts';
import { el, replace } from '../dom.ts';
import { FIRST_ROWS, nodeOf, type PanelState, type PanelStore } from '../state.ts';
import { grouped, visible } from '../text.ts';
import { changesView } from './changes.ts';
import { columnsView } from './columns.ts';
import { factsView } from './facts.ts';
import { previewView } from './forms.ts';
import { artifactHead, nodeHead } from './head.ts';
import { givenView, lineageView, linksView } from './lineage.ts';
import { previewNote } from './note.ts';
import { createSash } from './sash.ts';
import { sourceView } from './source.ts';
import { type TabChoice, tabBar } from './tabs.ts';

export function createPane(store: PanelStore, actions: Actions): HTMLElement {
  const content = el('div', { class: 'pane-content' });
  const pane = el(
    'aside',
    { class: 'pane', 'aria-label': 'Selected artifact', hidden: true },
    createSash(store),
    content,
  );

  function draw(): void {
    const state = store.get();
    const node = nodeOf(state, state.node);
    pane.hidden = state.node === null || state.phase !== 'view';
    if (pane.hidden) return;
    const { detail, detailError } = state;
    const focused =
      document.activeElement instanceof HTMLElement && content.contains(document.activeElement)
        ? document.activeElement
        : undefined;
    const keep = focused?.className;
    if (detail) replace(content, artifactHead(detail, node, actions), ...artifactBody(detail));
    else if (node)
      replace(
        content,
        nodeHead(node, actions),
        nodeBody(state.artifact, detailError),
        givenView(state, node, actions.select),
      );
    else replace(content, el('p', { class: 'quiet note' }, absence(state)));
    if (focused && keep)
      content.querySelector<HTMLElement>(`.${CSS.escape(keep.split(' ')[0] ?? '')}`)?.focus({ preventScroll: true });
  }

  function nodeBody(artifact: string | null, error: { message: string; mend: string } | null): HTMLElement {
    if (error)
      return el(
        'div',
        { class: 'note', role: 'alert' },
        el('p', { class: 'bad' }, visible(error.message)),
        el('p', { class: 'quiet' }, visible(error.mend)),
      );
    if (artifact === null) return el('p', { class: 'quiet note' }, 'No artifact was made here.');
    return el(
      'div',
      { class: 'bones', role: 'status', 'aria-label': 'Loading' },
      ...Array.from({ length: 6 }, () => el('i')),
    );
  }

  function artifactBody(detail: ArtifactDetail): HTMLElement[] {
    const choices = tabsOf(detail);
    const wanted = store.get().tab;
    const tab = choices.some((choice) => choice.tab === wanted) ? wanted : 'rows';
    const body = el('div', {
      class: `pane-body tab-${tab}`,
      id: 'pane-body',
      role: 'tabpanel',
      'aria-labelledby': `tab-${tab}`,
    });
    if (tab === 'columns') body.append(columnsView(detail, store.get().query));
    else if (tab === 'changes') body.append(changesView(detail));
    else if (tab === 'lineage') body.append(lineageView(detail, actions.select));
    else if (tab === 'source') body.append(sourceView(detail, actions.reveal));
    else body.append(...rowsBody(detail));
    return [tabBar(choices, tab, (next) => store.set({ tab: next })), body];
  }

  function rowsBody(detail: ArtifactDetail): HTMLElement[] {
    const preview = previewView(detail, store.get().query);
    const facts = preview && detail.preview?.form === 'table' ? undefined : factsView(detail);
    const nothing = preview || facts ? null : el('p', { class: 'quiet note' }, 'Nothing of the value itself was kept.');
    const note = previewNote(detail);
    const shown = detail.preview?.form === 'table' ? detail.preview.rows.length : 0;
    const total = detail.preview?.form === 'table' ? detail.preview.totalRows : 0;
    const more =
      shown === store.get().rows && shown < total && store.get().rows === FIRST_ROWS
        ? el(
            'button',
            { type: 'button', class: 'link', click: () => actions.refresh(100_000) },
            'Show all that were kept',
          )
        : null;
    const parts = [
      facts && !preview ? facts : null,
      preview,
      preview && facts ? facts : null,
      nothing,
      note ? el('div', { class: 'quiet note', role: 'status' }, `${note} `, more) : null,
      linksView(detail, actions.select),
    ];
    return parts.filter((part): part is HTMLElement => part instanceof HTMLElement);
  }

  store.on(['detail', 'detailError', 'node', 'tab', 'phase'], draw);
  return pane;
}

const absence = ({ view }: Readonly<PanelState>): string =>
  view?.run.state === 'running'
    ? 'The selected step has not run yet in this run.'
    : 'The selected step is not in this view.';

const VALUE_TABS: Partial<Record<ArtifactDetail['kind'], string>> = {
  table: 'Rows',
  series: 'Values',
  array: 'Values',
  collection: 'Items',
  figure: 'Picture',
  message: 'Messages',
  response: 'Response',
  text: 'Text',
  model: 'Model',
  file: 'File',
};

function tabsOf(detail: ArtifactDetail): TabChoice[] {
  const count = (detail.summary.columns?.length ?? 0) + (detail.summary.columnsOmitted ?? 0);
  const choices: TabChoice[] = [{ tab: 'rows', label: VALUE_TABS[detail.kind] ?? 'Value' }];
  if (count > 0) choices.push({ tab: 'columns', label: 'Columns', count: grouped(count) });
  if (count > 0 || detail.columnChanges.length > 0) choices.push({ tab: 'changes', label: 'Changes' });
  choices.push({ tab: 'lineage', label: 'Lineage' }, { tab: 'source', label: 'Source' });
  return choices;
}
