/** Numbers, sizes and times as a reader sees them everywhere: 24,310 · 2.1 MB · 0.04 s. */

const GROUPS = /\B(?=(\d{3})+(?!\d))/g;

export function countText(n: number): string {
  if (!Number.isFinite(n)) return String(n);
  const text = String(Math.abs(Math.round(n)));
  return (n < 0 ? '−' : '') + (text.includes('e') ? text : text.replace(GROUPS, ','));
}

/** With its sign: +37,756, −208. */
export const changeText = (n: number): string => (n > 0 ? `+${countText(n)}` : countText(n));

export function bytesText(bytes: number): string {
  if (bytes < 1000) return `${countText(bytes)} B`;
  const units = ['kB', 'MB', 'GB', 'TB', 'PB'];
  let size = bytes;
  let unit = -1;
  while (size >= 999.5 && unit < units.length - 1) {
    size /= 1000;
    unit++;
  }
  return `${size < 9.95 ? size.toFixed(1) : Math.round(size)} ${units[unit]}`;
}

export function durationText(ms: number): string {
  if (ms < 0.095) return `${Math.max(0, Math.round(ms * 1000))} µs`;
  if (ms < 9.95) return `${ms.toFixed(1)} ms`;
  if (ms < 99.5) return `${Math.round(ms)} ms`;
  if (ms < 9950) return `${(ms / 1000).toFixed(2)} s`;
  if (ms < 99_500) return `${(ms / 1000).toFixed(1)} s`;
  const minutes = Math.floor(ms / 60_000);
  return minutes < 60
    ? `${minutes} min ${Math.floor((ms % 60_000) / 1000)} s`
    : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

/** A measured number, to about four places: 0.981, 12,345.7, 1.2e-9. */
export function numberText(value: number): string {
  if (Number.isInteger(value) && Math.abs(value) < 1e15) return countText(value);
  const size = Math.abs(value);
  if (size >= 1e15 || size < 1e-4)
    return value
      .toPrecision(4)
      .replace(/\.?0+(?=e|$)/, '')
      .replace('-', '−');
  const places = size >= 1000 ? 1 : size >= 1 ? 3 : 4;
  const [whole = '0', part = ''] = size.toFixed(places).split('.');
  const rest = part.replace(/0+$/, '');
  return `${value < 0 ? '−' : ''}${whole.replace(GROUPS, ',')}${rest === '' ? '' : `.${rest}`}`;
}
