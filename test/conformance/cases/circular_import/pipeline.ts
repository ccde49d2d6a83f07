/** Two modules import each other; each uses the other only when it is called. */
import * as orders from './orders.ts';
import * as people from './people.ts';

function report(rows: { id: number; who: string }[]) {
  const named = people.add_names(rows);
  return named;
}

const rows = orders.load();
const table = report(rows);
console.log(table);
