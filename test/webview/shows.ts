/** A test of the panel: one behaviour of one case. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type OpenedPanel, openPanel, type PanelCase } from './openPanel.ts';
import { trainDetail, trainView } from './trainCase.ts';

export const train: PanelCase = { view: trainView(), detail: (artifact) => trainDetail(artifact), reducedMotion: true };

/** One behaviour: opens the panel, and whatever happened, the page must not have complained. */
export function shows(name: string, given: PanelCase, check: (panel: OpenedPanel) => Promise<void>): void {
  test(name, async () => {
    const panel = await openPanel(given);
    try {
      await check(panel);
      assert.deepEqual(panel.complaints, []);
    } finally {
      await panel.close();
    }
  });
}
