import * as orders from './orders.ts';

export const FIRST = 'a';

export function add_names(rows: { id: number; who: string }[]) {
  return rows.map((row) => ({ ...row, city: orders.CITIES[0] }));
}
