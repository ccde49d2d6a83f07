/** The theme's colours as plain numbers, for the canvases. Read again when the theme changes; styles/tokens.css says what each comes from. */
import type { Badge } from '../src/protocol/graph.ts';
import type { Hue } from './kinds.ts';

const TOKENS = [
  'bg', 'panel', 'fg', 'bright', 'dim', 'faint', 'line', 'accent', 'card', 'card-line', 'group', 'group-line', 'edge', 'match',
  'blue', 'violet', 'teal', 'yellow', 'orange', 'grey', 'red',
  'added', 'removed', 'changed', 'good', 'warning', 'bad', 'plain',
  'added-bg', 'removed-bg', 'changed-bg', 'good-bg', 'warning-bg', 'bad-bg', 'plain-bg',
] as const; // biome-ignore format: a table

type Token = (typeof TOKENS)[number];

export interface Theme {
  color: Record<Token, string>;
  uiFont: string;
  codeFont: string;
  /** Borders carry the meaning, fills are flat. */
  contrast: boolean;
  still: boolean;
}

export const hueColor = (theme: Theme, hue: Hue): string => theme.color[hue];
export const toneColors = (theme: Theme, tone: Badge['tone']): { text: string; fill: string } => ({
  text: theme.color[tone] ?? theme.color.plain,
  fill: theme.color[`${tone}-bg`] ?? theme.color['plain-bg'],
});

export function readTheme(): Theme {
  const probe = document.createElement('i');
  probe.hidden = true;
  document.body.append(probe);
  const pixel = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
  const color = Object.fromEntries(
    TOKENS.map((token) => {
      probe.style.color = `var(--i-${token})`;
      return [token, plainColor(pixel, getComputedStyle(probe).color)];
    }),
  ) as Record<Token, string>;
  const body = getComputedStyle(document.body);
  const theme: Theme = {
    color,
    uiFont: body.fontFamily,
    codeFont: body.getPropertyValue('--i-mono').trim() || 'monospace',
    contrast: isContrast(),
    still:
      matchMedia('(prefers-reduced-motion: reduce)').matches ||
      document.body.classList.contains('vscode-reduce-motion'),
  };
  probe.remove();
  return theme;
}

const isContrast = () =>
  /vscode-high-contrast/.test(document.body.className) ||
  matchMedia('(forced-colors: active)').matches ||
  (!/vscode-/.test(document.body.className) && matchMedia('(prefers-contrast: more)').matches);

/** Mixed colours come out of computed styles in notations that the graph library cannot read: painted and read back they are numbers. */
function plainColor(pixel: CanvasRenderingContext2D | null, css: string): string {
  if (!pixel) return css;
  pixel.clearRect(0, 0, 1, 1);
  pixel.fillStyle = css;
  pixel.fillRect(0, 0, 1, 1);
  const [red = 0, green = 0, blue = 0, alpha = 255] = pixel.getImageData(0, 0, 1, 1).data;
  return alpha === 255
    ? `rgb(${red}, ${green}, ${blue})`
    : `rgba(${red}, ${green}, ${blue}, ${(alpha / 255).toFixed(3)})`;
}

export function watchTheme(onChange: () => void): void {
  const observer = new MutationObserver(onChange);
  observer.observe(document.body, { attributes: true, attributeFilter: ['class', 'data-vscode-theme-id', 'style'] });
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ['style', 'class'] });
  for (const query of [
    '(prefers-color-scheme: dark)',
    '(prefers-contrast: more)',
    '(forced-colors: active)',
    '(prefers-reduced-motion: reduce)',
  ])
    matchMedia(query).addEventListener('change', onChange);
}
