/** Three calls wait together; their results come back in order. */

async function fetch(name: string) {
  await Promise.resolve();
  return { name, size: name.length };
}

async function main() {
  const [first, second] = await Promise.all([fetch('ab'), fetch('cde')]);
  const pages = [first, second];
  return pages;
}

const pages = await main();
console.log(pages);
