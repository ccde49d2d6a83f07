/** A function that remembers the data it was made with. */

function lookup(prices: Record<string, number>) {
  function price(name: string) {
    const found = prices[name];
    return found;
  }

  return price;
}

const catalogue = { pen: 2, book: 15 };
const price = lookup(catalogue);
const cost = price('book');
console.log(cost);
