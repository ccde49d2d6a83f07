/** One of several forms of a message is picked and taken apart. */

type Event = { kind: string; amount: number };

function amount_of(event: Event) {
  let amount: number;
  switch (event.kind) {
    case 'sale':
      amount = event.amount;
      break;
    case 'refund':
      amount = -event.amount;
      break;
    default:
      amount = 0;
  }
  return amount;
}

const events = [
  { kind: 'sale', amount: 5 },
  { kind: 'refund', amount: 2 },
  { kind: 'visit', amount: 9 },
];
const amounts = events.map((event) => amount_of(event));
const total = amounts.reduce((sum, each) => sum + each);
console.log(amounts, total);
