/** The lineage panel in Chromium, built as it ships, over the real transport and under the strict policy: what a user does, what the host hears. */
import assert from 'node:assert/strict';
import { after } from 'node:test';
import { type OpenedPanel, type PanelCase, stopBrowser } from './openPanel.ts';
import { shows, train } from './shows.ts';
import { trainDetail, trainView } from './trainCase.ts';
import { run, view } from './viewOf.ts';
import { where } from './where.ts';

after(stopBrowser);

const gone: PanelCase = {
  first: [
    {
      type: 'empty',
      title: 'This run is gone',
      text: 'It was deleted.',
      action: { label: 'Show the runs there are', message: { type: 'listRuns' } },
    },
  ],
};

const NONE = { tables: 0, models: 0, metrics: 0, files: 0, messages: 0, collections: 0, scalars: 0, other: 0 };

async function clickNode(
  panel: OpenedPanel,
  id: string,
  options: { at?: [number, number]; twice?: boolean } = {},
): Promise<void> {
  const [x, y, width, height] = await where(panel, id);
  const [dx, dy] = options.at ?? [width / 2, height / 2];
  if (options.twice) await panel.page.mouse.dblclick(x + dx, y + dy);
  else await panel.page.mouse.click(x + dx, y + dy);
}

const graphFocus = (panel: OpenedPanel) => panel.page.locator('.mirror').focus();
const title = (panel: OpenedPanel) => panel.page.locator('.pane-title h2');

shows('clicking a node shows its artifact and reveals its code, keeping the focus here', train, async (panel) => {
  await clickNode(panel, 'joined');
  await panel.page.locator('.pane-title h2', { hasText: 'joined' }).waitFor();
  const reveal = await panel.message('reveal');
  assert.deepEqual([reveal.path, reveal.line, reveal.preserveFocus], ['/work/train.py', 31, true]);
  assert.equal((await panel.message('detail')).artifact, 'a-joined');
  assert.match((await panel.page.locator('.pane').textContent()) ?? '', /Rows 1–200 of 61,744/);
  assert.match((await panel.page.locator('.links').textContent()) ?? '', /customers[\s\S]*plans[\s\S]*model/);
});

shows('the changes say what they are told against, and lead to it', train, async (panel) => {
  await clickNode(panel, 'joined');
  const against = panel.page.getByRole('button', { name: 'against customers' });
  assert.match((await against.textContent()) ?? '', /^against customers 23,988 × 17$/);
  await against.click();
  await panel.page.locator('.pane-title h2', { hasText: 'customers' }).waitFor();
});

const chain: PanelCase = {
  ...train,
  detail(artifact) {
    const detail = trainDetail(artifact);
    return detail && artifact === 'a-joined' ? { ...detail, badges: [{ tone: 'added', text: '+9 columns' }] } : detail;
  },
};

shows('what the last link of a chain did stands beside what its statement did', chain, async (panel) => {
  await clickNode(panel, 'joined');
  const rows = panel.page.locator('.pane-head .badges');
  await rows.nth(1).waitFor();
  assert.match((await rows.nth(0).textContent()) ?? '', /^\+9 columnsagainst customers/);
  assert.match((await rows.nth(1).textContent()) ?? '', /by the last link alone$/);
});

shows('double-clicking a step goes to its code', train, async (panel) => {
  await clickNode(panel, 'model', { twice: true });
  assert.equal((await panel.message('reveal', (message) => !message.preserveFocus)).line, 36);
});

shows('the triangle of a group shuts it, and opening it again undoes that', train, async (panel) => {
  await clickNode(panel, 'clean', { at: [14, 14] });
  assert.deepEqual((await panel.message('cut')).cut.shut, ['clean']);
  const shut = trainView();
  shut.nodes = shut.nodes
    .filter((node) => node.parent !== 'clean')
    .map((node) => (node.id === 'clean' ? { ...node, open: false } : node));
  shut.edges = [];
  shut.cut = { ...shut.cut, shut: ['clean'] };
  panel.showView(shut);
  await panel.page.locator('[role=treeitem][data-node=clean][aria-expanded=false]').waitFor();
  await clickNode(panel, 'clean', { at: [14, 14] });
  assert.deepEqual((await panel.message('cut', (message) => message.cut.shut.length === 0)).cut.opened, []);
});

shows('a group that opens keeps its header where it was', { ...train, view: shutView() }, async (panel) => {
  const before = await where(panel, 'clean');
  panel.showView(trainView());
  await panel.page.locator('[role=treeitem][data-node=clean][aria-expanded=true]').waitFor();
  const now = await where(panel, 'clean');
  assert.ok(Math.abs(now[0] - before[0]) < 2 && Math.abs(now[1] - before[1]) < 2, `${before} became ${now}`);
});

shows('new values in the same structure never cause a layout; a new node does', train, async (panel) => {
  const layouts = await panel.layouts();
  const before = await where(panel, 'joined');
  const next = trainView();
  for (const node of next.nodes) if (node.artifact) node.artifact = { ...node.artifact, shape: '1,000,000,000 × 999' };
  panel.showView(next);
  await panel.page.locator('[role=treeitem]', { hasText: '1,000,000,000' }).first().waitFor({ state: 'attached' });
  assert.equal(await panel.layouts(), layouts);
  assert.deepEqual(await where(panel, 'joined'), before);
  const grown = trainView();
  const last = grown.nodes.at(-1);
  assert.ok(last);
  grown.nodes.push({ ...last, id: 'extra', label: 'extra', order: 99 });
  panel.showView(grown);
  await panel.page.locator('[data-node=extra]').waitFor({ state: 'attached' });
  assert.equal(await panel.layouts(), layouts + 1);
});

shows('an older revision of the same run is dropped', train, async (panel) => {
  for (const artifacts of [300, 400, 500]) panel.showView(trainView({ run: run({ artifacts }) }));
  await panel.page.locator('.run-facts', { hasText: '500 artifacts' }).waitFor();
  panel.server.send({ type: 'view', revision: 2, view: trainView({ run: run({ artifacts: 7 }) }) });
  panel.server.send({ type: 'error', error: { code: 'x', message: 'Sent after it.', mend: '' } });
  await panel.page.locator('[role=alert]', { hasText: 'Sent after it.' }).waitFor();
  assert.match((await panel.page.locator('.run-facts').textContent()) ?? '', /500 artifacts/);
});

shows('search finds by name and code, marks, and Enter walks through the matches', train, async (panel) => {
  await graphFocus(panel);
  await panel.page.keyboard.press('/');
  await panel.page.keyboard.type('plan');
  await panel.page.locator('.matches', { hasText: '2 matches' }).waitFor();
  await panel.page.keyboard.press('Enter');
  await panel.page.locator('.matches', { hasText: '1 of 2' }).waitFor();
  await title(panel).filter({ hasText: 'plans' }).waitFor();
  await panel.page.keyboard.press('Enter');
  await title(panel).filter({ hasText: 'joined' }).waitFor();
  await panel.page.keyboard.press('Escape');
  assert.equal(await panel.page.locator('.matches').textContent(), '');
});

shows('a column is found by its name', train, async (panel) => {
  await panel.page.keyboard.press('Control+f');
  await panel.page.keyboard.type('monthly_fee');
  await panel.page.locator('.matches', { hasText: '1 match' }).waitFor();
});

shows(
  'the column that was searched for is brought into sight, and marked',
  { ...train, size: { width: 900, height: 700 } },
  async (panel) => {
    await panel.page.keyboard.press('Control+f');
    await panel.page.keyboard.type('churned');
    await panel.page.keyboard.press('Enter');
    const column = panel.page.locator('.grid-title.found', { hasText: 'churned' });
    await column.waitFor();
    const [grid, box] = [await panel.page.locator('.grid').boundingBox(), await column.boundingBox()];
    assert.ok(grid && box && box.x >= grid.x - 1 && box.x + box.width <= grid.x + grid.width + 1, 'in sight');
    await panel.page.locator('#tab-columns').click();
    await panel.page.locator('tr.found', { hasText: 'churned' }).waitFor();
  },
);

shows('keys: arrows walk along the edges, Enter goes to the code, Escape lets go', train, async (panel) => {
  await graphFocus(panel);
  await panel.page.keyboard.press('Home');
  await title(panel).filter({ hasText: 'raw' }).waitFor();
  for (const name of ['…drop_duplicates()', '…dropna(subset=…)', 'customers', 'joined', 'model']) {
    await panel.page.keyboard.press('ArrowDown');
    await title(panel).filter({ hasText: name }).waitFor();
  }
  await panel.page.keyboard.press('ArrowUp');
  await title(panel).filter({ hasText: 'joined' }).waitFor();
  const active = await panel.page.locator('.mirror').getAttribute('aria-activedescendant');
  assert.match(
    (await panel.page.locator(`#${active}`).textContent()) ?? '',
    /^joined, table 61,744 × 22, .*plan not unique ×3, made from customers, plans, line 31$/,
  );
  await panel.page.keyboard.press('Enter');
  assert.equal((await panel.message('reveal', (message) => !message.preserveFocus)).line, 31);
  await panel.page.keyboard.press('Escape');
  await panel.page.locator('.pane').waitFor({ state: 'hidden' });
});

shows('the editor’s selection selects the node without sending the editor anywhere', train, async (panel) => {
  panel.server.send({ type: 'select', node: 'accuracy', focus: true });
  await title(panel).filter({ hasText: 'accuracy' }).waitFor();
  await panel.page.locator('.big', { hasText: '0.981' }).waitFor();
  assert.equal(panel.sent('reveal').length, 0);
});

shows('chips and level move the cut', train, async (panel) => {
  await panel.page.getByRole('button', { name: 'Models 1' }).click();
  assert.deepEqual((await panel.message('cut')).cut.kinds, ['tables', 'metrics', 'files']);
  await panel.page.locator('vscode-single-select.level').click();
  await panel.page.locator('vscode-single-select.level').getByText('Level: function').click();
  assert.equal((await panel.message('cut', ({ cut }) => cut.level !== 'statement')).cut.level, 'function');
});

shows('the timeline steps through the run', train, async (panel) => {
  await panel.page.locator('.strip').focus();
  await panel.page.keyboard.press('ArrowRight');
  await title(panel).filter({ hasText: 'raw' }).waitFor();
  await panel.page.keyboard.press('End');
  await title(panel).filter({ hasText: 'model.pkl' }).waitFor();
  assert.match((await panel.page.locator('.strip-where').textContent()) ?? '', /^step 9 of 9$/);
  await panel.page.getByRole('button', { name: 'Earlier step' }).click();
  await title(panel).filter({ hasText: 'accuracy' }).waitFor();
});

shows('hovering asks for five rows and shows them', train, async (panel) => {
  const [x, y, width, height] = await where(panel, 'joined');
  await panel.page.mouse.move(x + width / 2, y + height / 2);
  await panel.page.locator('.hover').waitFor();
  assert.equal((await panel.message('detail')).rows, 5);
  assert.match((await panel.page.locator('.hover').textContent()) ?? '', /customer_id/);
  await panel.page.mouse.move(x - 60, y - 20);
  await panel.page.locator('.hover').waitFor({ state: 'hidden' });
});

shows('what was chosen is there again after a reload', train, async (panel) => {
  await clickNode(panel, 'joined');
  await panel.page.locator('#tab-columns').click();
  await graphFocus(panel);
  await panel.page.keyboard.press('+');
  const before = await remembered(panel, ({ tab, viewport }) => tab === 'columns' && viewport !== null);
  await panel.page.reload();
  await panel.page.locator('#tab-columns[aria-selected=true]').waitFor();
  await title(panel).filter({ hasText: 'joined' }).waitFor();
  const ready = panel.sent('ready').at(-1);
  assert.equal(ready?.run, '20261121-143007-train-4f2a');
  assert.equal(ready?.cut?.level, 'statement');
  await remembered(panel, ({ viewport }) => viewport?.zoom === before.viewport?.zoom);
});

shows('a lost connection is said, and mended by itself', train, async (panel) => {
  panel.server.drop();
  await panel.page.locator('.notice', { hasText: 'Disconnected' }).waitFor();
  await panel.page.locator('.notice', { hasText: 'Disconnected' }).waitFor({ state: 'detached' });
  assert.equal(panel.sent('ready').length, 2);
  panel.complaints.length = 0;
});

shows(
  'a running run can be stopped',
  { ...train, view: trainView({ run: run({ state: 'running', exitCode: null }) }) },
  async (panel) => {
    await panel.page.getByRole('button', { name: 'Stop the run' }).click();
    await panel.message('stop');
  },
);

shows(
  'nothing to draw: says why, and its button sends what the host gave',
  {
    first: [
      {
        type: 'empty',
        title: 'No run yet',
        text: 'Run a file.',
        action: { label: 'Run', message: { type: 'openRun', run: 'x' } },
      },
    ],
  },
  async (panel) => {
    await panel.page.locator('.empty', { hasText: 'No run yet' }).waitFor();
    await panel.page.getByRole('button', { name: 'Run', exact: true }).click();
    assert.equal((await panel.message('openRun')).run, 'x');
  },
);

shows('where a run is gone, the others are offered; the only one, too', gone, async (panel) => {
  await panel.page.getByRole('button', { name: 'Show the runs there are' }).waitFor();
  panel.server.send({ type: 'runs', runs: [run({ id: 'other', entry: 'other.py', state: 'failed' })] });
  await panel.page.getByRole('button', { name: /other\.py · failed/ }).click();
  assert.equal((await panel.message('openRun')).run, 'other');
});

shows('another run: what was said of the one before goes, in the pane too', train, async (panel) => {
  await clickNode(panel, 'joined');
  await panel.page.locator('.pane', { hasText: 'Rows 1–200 of 61,744' }).waitFor();
  const other = run({ id: 'other', entry: 'other.py' });
  panel.showView(view([{ id: 'total', kind: 'collection', shape: '3 items' }], [], { run: other }));
  await panel.page.locator('.run-facts', { hasText: 'other.py' }).waitFor();
  assert.equal(await panel.page.locator('.pane').isVisible(), false);
});

shows('the same program again: the step stays selected, and is told anew once it has run', train, async (panel) => {
  await clickNode(panel, 'joined');
  await panel.page.locator('.pane', { hasText: 'Rows 1–200 of 61,744' }).waitFor();
  const asked = () => panel.sent('detail').filter(({ artifact }) => artifact === 'a-joined').length;
  const before = asked();
  const again = run({ id: 'again', state: 'running', exitCode: null });
  panel.showView(view([{ id: 'raw', shape: '3 × 3' }], [], { run: again }));
  await panel.page.locator('.pane', { hasText: 'has not run yet' }).waitFor();
  // Artifacts of another run have the same names: it must not be taken for the one that was shown.
  panel.showView(trainView({ run: again }));
  await panel.page.locator('.pane', { hasText: 'Rows 1–200 of 61,744' }).waitFor();
  assert.equal(asked(), before + 1);
});

shows(
  'what is hidden can be shown from where it is missed',
  { view: view([], [], { counts: { ...NONE, scalars: 3 } }) },
  async (panel) => {
    await panel.page.locator('.empty', { hasText: 'No step made an artifact of the kinds that are shown.' }).waitFor();
    await panel.page.getByRole('button', { name: 'Show scalars (3)' }).click();
    assert.ok((await panel.message('cut')).cut.kinds.includes('scalars'));
  },
);

shows(
  'a run that failed before it made anything says so',
  { view: view([], [], { counts: NONE, run: run({ state: 'failed', exitCode: 1, artifacts: 0 }) }) },
  async (panel) => {
    await panel.page.locator('.empty', { hasText: 'Failed before it made anything' }).waitFor();
    assert.equal(await panel.page.locator('.empty button').count(), 0);
  },
);

const failed: PanelCase = {
  view: view(
    [
      { id: 'orders', shape: '2 × 2' },
      { id: 'total', error: { type: 'KeyError', message: 'price', caught: false } },
    ],
    ['orders>total!'],
  ),
  detail: (artifact) => trainDetail(artifact.replace('orders', 'raw')),
  reducedMotion: true,
};

shows('of a step that failed, what went into it is shown, and leads there', failed, async (panel) => {
  await clickNode(panel, 'total');
  const given = panel.page.locator('.links', { hasText: 'Given' });
  assert.match((await given.textContent()) ?? '', /orders.*2 × 2.*train\.py:1/);
  await given.getByRole('button', { name: 'orders' }).click();
  assert.equal((await panel.message('detail')).artifact, 'a-orders');
});

const sampled: PanelCase = {
  ...train,
  detail: (artifact) => {
    const known = trainDetail(artifact);
    const columns = [5000, 5037].map((of, at) => ({
      ...{ name: `year${at}`, type: 'int64', nulls: 0, min: 2013, max: 2013 + at, mean: 2013 },
      ...{ bins: [1, 2, 3], sampled: of },
    }));
    return known && { ...known, summary: { shape: [61744, 2], columns } };
  },
};

shows('columns: how much the charts are of is said once, and a year is no quantity', sampled, async (panel) => {
  await clickNode(panel, 'joined');
  await panel.page.locator('#tab-columns').click();
  const table = panel.page.locator('table.columns');
  assert.match((await table.locator('thead').textContent()) ?? '', /charts of 5,000 to 5,037/);
  assert.deepEqual(await table.locator('tbody td:last-child').allTextContents(), [
    '2013mean 2013',
    '2013 – 2014mean 2013',
  ]);
});

shows(
  'below a long table, what it is made from stays in sight',
  { ...train, size: { width: 1100, height: 700 } },
  async (panel) => {
    await clickNode(panel, 'joined');
    await panel.page.locator('.pane', { hasText: 'Rows 1–200 of 61,744' }).waitFor();
    const hidden = await panel.page.locator('.links').evaluate((links) => links.scrollHeight - links.clientHeight);
    assert.ok(hidden <= 1, `${hidden} px of it are out of sight`);
  },
);

const beside: PanelCase = { ...train, size: { width: 560, height: 520 } };

shows('beside code: the bar is two rows, and notes can be read next to the pane', beside, async (panel) => {
  const height = async () => (await panel.page.locator('.toolbar').boundingBox())?.height ?? 0;
  assert.ok((await height()) <= 72, `${await height()}`);
  await clickNode(panel, 'raw');
  await panel.page.locator('.pane-title h2').waitFor();
  panel.server.send({ type: 'error', error: { code: 'x', message: 'This could not be done.', mend: 'Try again.' } });
  const note = await panel.page.locator('.notice').boundingBox();
  assert.ok((note?.width ?? 0) > 200, `${note?.width}`);
  const name = await panel.page.locator('.pane-title h2').evaluate((h2) => h2.scrollWidth <= h2.clientWidth);
  assert.ok(name, 'the name is whole');
  const last = await panel.page.getByRole('tab', { name: 'Source' }).boundingBox();
  assert.ok((last?.x ?? 999) + (last?.width ?? 0) <= 560, 'every tab is in sight');
});

shows(
  'an error is shown with its mend',
  {
    ...train,
    first: [
      {
        type: 'error',
        error: { code: 'run-newer', message: 'This run was recorded by a newer Interim.', mend: 'Update Interim.' },
      },
    ],
  },
  async (panel) => {
    panel.server.send({
      type: 'error',
      error: { code: 'run-newer', message: 'This run was recorded by a newer Interim.', mend: 'Update Interim.' },
    });
    await panel.page.locator('[role=alert]', { hasText: 'newer Interim. Update Interim.' }).waitFor();
  },
);

shows('a node that made nothing is shown as such, whatever was shown before', train, async (panel) => {
  await clickNode(panel, 'joined');
  await clickNode(panel, 'resample');
  await title(panel).filter({ hasText: 'if args.resample' }).waitFor();
  await panel.page.locator('.pane', { hasText: 'not executed' }).waitFor();
  await panel.page.locator('.pane', { hasText: 'No artifact was made here.' }).waitFor();
});

shows('an artifact that cannot be read says so', { view: trainView() }, async (panel) => {
  await clickNode(panel, 'raw');
  await panel.page.locator('.pane [role=alert]', { hasText: 'There is no artifact a-raw' }).waitFor();
});

shows('a graph that was laid out before is not laid out again', train, async (panel) => {
  const shut = shutView();
  const layouts = await panel.layouts();
  panel.showView(shut);
  await panel.page.locator('[role=treeitem][data-node=clean][aria-expanded=false]').waitFor();
  panel.showView(trainView());
  await panel.page.locator('[role=treeitem][data-node=clean][aria-expanded=true]').waitFor();
  assert.equal(await panel.layouts(), layouts + 1);
});

shows('the graph is copied as Mermaid and saved as a picture', train, async (panel) => {
  await panel.page.getByRole('button', { name: 'More' }).click();
  await panel.page.getByText('Copy the graph as Mermaid').click();
  assert.match((await panel.message('copy')).text, /^(flowchart|graph) /);
  await panel.page.getByRole('button', { name: 'More' }).click();
  const download = panel.page.waitForEvent('download');
  await panel.page.getByText('Save the graph as a picture').click();
  assert.match((await download).suggestedFilename(), /train-4f2a\.png$/);
});

interface Memory {
  tab?: string;
  viewport?: { zoom: number } | null;
}

/** What the page has saved, once it is as wanted. */
async function remembered(panel: OpenedPanel, wanted: (memory: Memory) => boolean): Promise<Memory> {
  for (let turn = 0; turn < 600; turn++) {
    const memory: Memory = await panel.page.evaluate(async () => {
      await new Promise(requestAnimationFrame);
      return JSON.parse(sessionStorage.getItem('interim.panel') ?? '{}');
    });
    if (wanted(memory)) return memory;
  }
  throw new Error('The panel did not save what was expected.');
}

function shutView() {
  const view = trainView();
  view.nodes = view.nodes
    .filter((node) => node.parent !== 'clean')
    .map((node) => (node.id === 'clean' ? { ...node, open: false } : node));
  view.edges = view.edges.filter(
    (edge) => view.nodes.some(({ id }) => id === edge.source) && view.nodes.some(({ id }) => id === edge.target),
  );
  return view;
}
