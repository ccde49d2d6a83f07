/** The lineage panel inside a VS Code window: its nodes as a screen reader hears them, clicks on the drawing, the pane beside it. */
import type { Frame, Page } from 'playwright-core';
import { eventually, findWebview } from './window.ts';

export interface Panel {
  frame: Frame;
  /** One line of text for each node, in order: label, shape, code, badges, line. */
  nodes(): Promise<string[]>;
  /** Waits for a node whose text fits, and returns the text. */
  node(wanted: RegExp): Promise<string>;
  /** Clicks the drawing of the node whose text fits. */
  click(wanted: RegExp): Promise<void>;
  selected(): Promise<string | undefined>;
}

export async function findPanel(page: Page, timeout?: number): Promise<Panel> {
  const frame = await findWebview(page, '.mirror', timeout);
  const items = frame.locator('.mirror [role=treeitem]');
  const nodes = (): Promise<string[]> => items.allTextContents();
  return {
    frame,
    nodes,
    async node(wanted) {
      const all = await eventually(nodes, (texts) => texts.some((text) => wanted.test(text)), 60_000);
      return all.find((text) => wanted.test(text)) ?? '';
    },
    async click(wanted) {
      await eventually(nodes, (texts) => texts.some((text) => wanted.test(text)), 60_000);
      const id = await items.filter({ hasText: wanted }).first().getAttribute('data-node');
      await frame.locator('.graph[data-drawn]').waitFor();
      const chosen = frame.locator(`.mirror [data-node="${id}"][aria-selected=true]`);
      // The view may glide under the pointer, as when the pane opens: then a user clicks once more.
      for (let tries = 0; ; tries++) {
        const at = await eventually(
          () => frame.evaluate(positionOf, id ?? ''),
          (found) => found !== null,
        );
        if (at) await frame.locator('.graph').first().click({ position: at });
        const hit = await chosen.waitFor({ state: 'attached', timeout: 3_000 }).then(
          () => true,
          () => false,
        );
        if (hit) return;
        if (tries === 5) throw new Error(`Clicks did not select ${wanted}`);
      }
    },
    async selected() {
      return (await frame.locator('.mirror [aria-selected=true]').allTextContents())[0];
    },
  };
}

interface DrawnNode {
  id(): string;
  renderedPosition(): { x: number; y: number };
}

/** Runs in the page: brings a node into the middle, as a user would drag it there, and says where that is in the graph's element. */
function positionOf(id: string): { x: number; y: number } | null {
  type Drawn = Element & {
    _cyreg?: { cy: { nodes(): { toArray(): DrawnNode[] }; stop(): void; center(node: DrawnNode): void } };
  };
  const graph = document.querySelector('.graph');
  for (const element of document.querySelectorAll<Drawn>('.graph *, .graph')) {
    const cy = element._cyreg?.cy;
    const nodes = cy?.nodes().toArray() ?? [];
    const drawn = nodes.find((node) => node.id().slice(2) === id);
    if (!cy || !drawn || !graph) continue;
    cy.stop();
    cy.center(drawn);
    const inside = element.getBoundingClientRect();
    const outside = graph.getBoundingClientRect();
    const { x, y } = drawn.renderedPosition();
    return { x: x + inside.x - outside.x, y: y + inside.y - outside.y };
  }
  return null;
}
