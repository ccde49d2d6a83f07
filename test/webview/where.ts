/** Where things of the graph, which is drawn on a canvas, are on the page. */
import type { OpenedPanel } from './openPanel.ts';

/** Where a node is on the page: left, top, width, height. */
export async function where(panel: OpenedPanel, id: string): Promise<[number, number, number, number]> {
  const numbers = (text: string | null) => (text ?? '').split(' ').map(Number);
  const [x = 0, y = 0, width = 0, height = 0] = numbers(
    await panel.page.locator(`[role=treeitem][data-node=${JSON.stringify(id)}]`).getAttribute('data-box'),
  );
  const [zoom = 1, left = 0, top = 0] = numbers(await panel.page.locator('.graph').getAttribute('data-viewport'));
  const stage = await panel.page.locator('.stage').boundingBox();
  return [(stage?.x ?? 0) + x * zoom + left, (stage?.y ?? 0) + y * zoom + top, width * zoom, height * zoom];
}
