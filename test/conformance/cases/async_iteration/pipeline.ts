/** Pages come one by one from an asynchronous generator. */

type Page = { name: string; size: number };

async function* pages(names: string[]) {
  for (const name of names) {
    await Promise.resolve();
    yield { name, size: name.length };
  }
}

async function main() {
  const kept: Page[] = [];
  for await (const page of pages(['ab', 'cde'])) {
    kept.push(page);
  }
  return kept;
}

const kept = await main();
console.log(kept);
