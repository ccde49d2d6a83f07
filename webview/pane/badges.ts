/** Badges as small pills in the page: the same words and tones as on the nodes. */
import type { Badge } from '../../src/protocol/graph.ts';
import { el } from '../dom.ts';
import { visible } from '../text.ts';

/** `more` stands behind them. */
export const badgeList = (badges: Badge[], more: HTMLElement | null = null): HTMLElement =>
  el(
    'div',
    { class: 'badges' },
    ...badges.map(({ tone, text }) => el('span', { class: `badge tone-${tone}` }, visible(text))),
    more,
  );
