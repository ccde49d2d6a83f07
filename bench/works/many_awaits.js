// A million awaits, and an async generator of 300,000 values.
async function later(value) {
  const first = await value;
  return first + (await Promise.resolve(1));
}

async function* numbers(count) {
  for (let index = 0; index < count; index++) yield index;
}

let sum = 0;
for (let index = 0; index < 1_000_000; index++) sum += await later(index);
for await (const number of numbers(300_000)) sum += number;
console.log(sum);
