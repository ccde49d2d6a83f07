/** The few signs of the panel, as outlines that take the colour of the text around them. */
import { svg } from './dom.ts';

const PATHS = {
  plus: 'M8 3v10M3 8h10',
  minus: 'M3 8h10',
  fit: 'M3 6V3h3M10 3h3v3M13 10v3h-3M6 13H3v-3',
  back: 'M10 3.5 5.5 8l4.5 4.5',
  forward: 'M6 3.5 10.5 8 6 12.5',
  more: 'M3.5 8h.01M8 8h.01M12.5 8h.01',
  open: 'M6 4h6v6M12 4 4 12',
  close: 'M4 4l8 8M12 4l-8 8',
  stop: 'M4.5 4.5h7v7h-7z',
  search: 'M10.2 10.2 13.5 13.5M11.2 7.1a4.1 4.1 0 1 1-8.2 0 4.1 4.1 0 0 1 8.2 0z',
} as const;

export type IconName = keyof typeof PATHS;

export const icon = (name: IconName): SVGElement =>
  svg(
    'svg',
    {
      viewBox: '0 0 16 16',
      width: 16,
      height: 16,
      class: `icon icon-${name}`,
      'aria-hidden': 'true',
      focusable: 'false',
    },
    svg('path', {
      d: PATHS[name],
      fill: 'none',
      stroke: 'currentColor',
      'stroke-width': name === 'more' ? 2 : 1.3,
      'stroke-linecap': 'round',
      'stroke-linejoin': 'round',
    }),
  );
