/** Graphs of hundreds of nodes in Chromium: drawn, and told about while they are arranged. */
import assert from 'node:assert/strict';
import { after } from 'node:test';
import { largeView } from './cases.ts';
import { type OpenedPanel, type PanelCase, stopBrowser } from './openPanel.ts';
import { shows, train } from './shows.ts';
import { view } from './viewOf.ts';
import { where } from './where.ts';

after(stopBrowser);

shows('a thousand nodes are drawn', { view: largeView(1000) }, async (panel) => {
  assert.equal(await panel.page.locator('[role=treeitem]').count(), 1050);
});

/** A chain of 300 steps; every tenth is also made from the first, which a layout would lead past all of them. */
const chained = Array.from({ length: 300 }, (_, at) => ({ id: `s${at}`, label: `step_${at}`, shape: '9 × 9' }));
const along = chained.slice(1).map((_, at) => `s${at}>s${at + 1}`);
const past = chained.flatMap((_, at) => (at > 0 && at % 10 === 0 ? [`s0>s${at}`] : []));
const long: PanelCase = { view: view(chained, [...along, ...past]), reducedMotion: true };

shows('edges that pass most of a large graph are dashed, and are said to be', long, async (panel) => {
  const note = await panel.page.locator('.notice', { hasText: 'edges from far above' }).textContent();
  const dashed = Number(/^Dashed: (\d+) edges/.exec(note ?? '')?.[1]);
  // Not all of them: the shorter ones are led past the nodes.
  assert.ok(dashed > 5 && dashed < past.length, `${dashed} of ${past.length}`);
});

shows(
  'what was searched for stays in the middle when the pane takes room, and when it gives it back',
  long,
  async (panel) => {
    await panel.page.keyboard.press('Control+f');
    await panel.page.keyboard.type('step_150');
    await panel.page.keyboard.press('Enter');
    await panel.page.locator('.pane-title').waitFor();
    const narrow = await inTheMiddle(panel);
    await panel.page.locator('.pane').getByRole('button', { name: 'Close' }).click();
    assert.ok((await inTheMiddle(panel)) > narrow);
  },
);

/** Waits until step 150 is in the middle of the stage; gives the stage's width. */
async function inTheMiddle(panel: OpenedPanel): Promise<number> {
  for (let turn = 0; turn < 600; turn++) {
    await panel.page.evaluate(() => new Promise(requestAnimationFrame));
    const stage = await panel.page.locator('.stage').boundingBox();
    const [x, , width] = await where(panel, 's150');
    if (stage && Math.abs(x + width / 2 - stage.x - stage.width / 2) < 3) return stage.width;
  }
  throw new Error('It did not come to the middle.');
}

shows(
  'a layout that takes a moment says what it arranges, and the last graph stands until then',
  train,
  async (panel) => {
    panel.showView(largeView(1000));
    await panel.page.locator('.notice', { hasText: 'Arranging 1,050 nodes and 1,194 edges' }).waitFor();
    assert.equal(await panel.page.locator('[role=treeitem][data-node=joined]').count(), 1);
    await panel.page.locator('[role=treeitem][data-node=n999]').waitFor({ state: 'attached' });
    await panel.page.locator('.notice', { hasText: 'Arranging' }).waitFor({ state: 'detached' });
  },
);
