/** The side pane in Chromium: each form of preview, what is left out and said, hostile text, a table of ten thousand columns. */
import assert from 'node:assert/strict';
import { after } from 'node:test';
import {
  type FORMS,
  formsDetail,
  formsView,
  growingView,
  HOSTILE,
  hostileDetail,
  hostileView,
  wideDetail,
} from './cases.ts';
import { type OpenedPanel, stopBrowser } from './openPanel.ts';
import { shows, train } from './shows.ts';
import { themes } from './themes.ts';

after(stopBrowser);

const EXPECTED: Record<keyof typeof FORMS, RegExp[]> = {
  items: [
    /two/,
    /null/,
    /NaN/,
    /2026-11-21T14:30:07/,
    /was cut …/,
    /1\.50/,
    /90071992547409931/,
    /First 9 of 1,200 items kept/,
  ],
  entries: [/path\s*data\/flights\.csv/, /336,776 × 19/, /All 3 entries/],
  text: [/Question: which carrier/, /- <b>not markup<\/b>/, /of 4,100 characters kept/],
  image: [/640 × 480 pixels/],
  messages: [/system 15 characters/, /Classify: <b>late again<\/b>/, /gpt-4o-mini/, /tokens in\s*120/],
  model: [/scale\s*StandardScaler/, /clf__max_iter\s*200/, /Found by fitting/i, /n_features_in_\s*14/],
  scalar: [/0\.981/],
  file: [/out\/model\.pkl/, /write/],
  lazy: [/pending/, /not yet run/i, /CSV data\.csv/],
  nothing: [/Nothing of the value itself was kept/],
};

async function opened(node: string, panel: OpenedPanel): Promise<string> {
  panel.server.send({ type: 'select', node, focus: false });
  await panel.page.locator('.pane-head .statement').waitFor();
  await panel.page.locator('.pane-title h2').waitFor();
  // biome-ignore lint/performance/useDomNodeTextContent: as it is seen, with spaces between cells
  return await panel.page.locator('.pane').evaluate((pane: HTMLElement) => pane.innerText);
}

for (const [form, patterns] of Object.entries(EXPECTED))
  shows(`shows ${form}`, { view: formsView(), detail: formsDetail }, async (panel) => {
    await panel.page.locator('.mirror').waitFor({ state: 'attached' });
    panel.server.send({ type: 'select', node: form, focus: false });
    await panel.page.locator('#pane-body').waitFor();
    const text = await opened(form, panel);
    for (const pattern of patterns) assert.match(text, pattern);
    if (form === 'image')
      assert.ok(
        await panel.page
          .locator('.picture img')
          .evaluate((image: HTMLImageElement) => image.decode().then(() => image.naturalWidth > 0)),
      );
  });

const hostile = hostileView();
const ofHostile = { view: hostile, detail: (artifact: string) => hostileDetail(hostile, artifact) };
shows(
  'text from the program is text everywhere, nothing of it an element; control characters show',
  ofHostile,
  async (panel) => {
    const node = hostile.nodes[1]?.id ?? '';
    panel.server.send({ type: 'select', node, focus: false });
    await panel.page.locator('.grid').waitFor();
    for (const tab of ['columns', 'changes', 'lineage', 'source', 'rows']) {
      await panel.page.locator(`#tab-${tab}`).click();
      await panel.page.locator(`.tab-${tab}`).waitFor();
      assert.equal(await panel.page.locator('img, #interim script, a').count(), 0);
    }
    assert.equal(await panel.page.title(), 'Lineage');
    const text = (await panel.page.locator('.pane-title h2').textContent()) ?? '';
    assert.ok(
      text.includes('<script>') &&
        text.includes('␀') &&
        text.includes('␛') &&
        text.includes('‹202E›') &&
        text.includes('⏎'),
      text,
    );
    const all = (await panel.page.locator('body').textContent()) ?? '';
    for (const raw of ['\u202e', '\u0000', '\u0007', '\u001b'])
      assert.ok(!all.includes(raw), `raw ${raw.charCodeAt(0)} is on the page`);
    assert.ok(HOSTILE.includes('\u202e'));
  },
);

const raw = train.view?.nodes.find((node) => node.id === 'raw');
const ofWide = { ...train, detail: () => raw && wideDetail(raw) };
shows(
  'a table of 100 × 10,000: only what is in sight is in the page, every cell is reached by keys',
  ofWide,
  async (panel) => {
    panel.server.send({ type: 'select', node: 'raw', focus: false });
    const grid = panel.page.locator('.grid');
    await grid.waitFor();
    assert.equal(await grid.getAttribute('aria-colcount'), '10000');
    assert.equal(await grid.getAttribute('aria-rowcount'), '101');
    assert.ok((await grid.locator('.grid-cell').count()) < 900);
    await grid.focus();
    await panel.page.keyboard.press('Control+End');
    const active = await grid.getAttribute('aria-activedescendant');
    assert.equal(await panel.page.locator(`[id="${active}"]`).textContent(), String(99 * 9999));
    assert.match((await panel.page.locator('.pane').textContent()) ?? '', /All 100 rows/);
  },
);

const ofGrowing = { view: growingView(2), reducedMotion: true };
shows('a run that grows: nodes appear, what was there stays selected, the end is shown', ofGrowing, async (panel) => {
  panel.server.send({ type: 'select', node: 's0', focus: false });
  for (let steps = 3; steps <= 8; steps++) {
    panel.showView(growingView(steps));
    await panel.page.locator(`[data-node=s${steps - 1}]`).waitFor({ state: 'attached' });
  }
  assert.equal(await panel.page.locator('[role=treeitem]').count(), 8);
  assert.equal(await panel.page.locator('[role=treeitem][aria-selected=true]').getAttribute('data-node'), 's0');
  assert.equal(await panel.page.getByRole('button', { name: 'Stop the run' }).count(), 0);
});

for (const [name, theme] of Object.entries(themes))
  shows(`in the ${name} theme every text stands out from what is behind it`, { ...train, ...theme }, async (panel) => {
    panel.server.send({ type: 'select', node: 'joined', focus: false });
    await panel.page.locator('.grid').waitFor();
    await panel.shoot(`train-${name}`);
    for (const [selector, contrast] of await contrasts(panel))
      assert.ok(contrast >= 4.45, `${selector} has a contrast of ${contrast.toFixed(2)}`);
  });

/** WCAG contrast of the texts that carry data, against the nearest painted background. */
function contrasts(panel: OpenedPanel): Promise<[string, number][]> {
  return panel.page.evaluate(() => {
    const pen = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
    const paint = (colors: string[]) => {
      if (!pen) return [0, 0, 0];
      for (const color of colors) {
        pen.fillStyle = color;
        pen.fillRect(0, 0, 1, 1);
      }
      return [...pen.getImageData(0, 0, 1, 1).data].slice(0, 3);
    };
    const light = (rgb: number[]) => {
      const [r = 0, g = 0, b = 0] = rgb.map((value) =>
        value / 255 <= 0.03928 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4,
      );
      return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    const behind = (element: Element): string[] => {
      const found: string[] = [];
      for (let at: Element | null = element; at; at = at.parentElement)
        found.unshift(getComputedStyle(at).backgroundColor);
      return found;
    };
    return [
      '.badge',
      '.quiet',
      '.pane-title h2',
      '.grid-type',
      '.has-null',
      '.grid-cell',
      '.link',
      '.chip',
      '.tab',
      '.strip-where',
    ].flatMap((selector) =>
      [...document.querySelectorAll(selector)].slice(0, 12).map((element): [string, number] => {
        const back = light(paint(['#808080', ...behind(element)]));
        const front = light(paint(['#808080', ...behind(element), getComputedStyle(element).color]));
        return [
          `${selector} “${element.textContent?.slice(0, 20)}”`,
          (Math.max(back, front) + 0.05) / (Math.min(back, front) + 0.05),
        ];
      }),
    );
  });
}
