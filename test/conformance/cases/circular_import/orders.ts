import * as people from './people.ts';

export const CITIES = ['Bonn', 'Kiel'];

export function load() {
  return [
    { id: 1, who: people.FIRST },
    { id: 2, who: 'b' },
  ];
}
