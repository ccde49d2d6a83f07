// Turns that do next to nothing, at module level: for, while, for-of, nested.
let total = 0;
for (let number = 0; number < 100_000_000; number++) {
  total = (total + number * 7) % 1_000_003;
}

let count = 0;
while (count < 100_000_000) {
  total = (total + count) % 1_000_003;
  count++;
}

const words = Array.from({ length: 10_000_000 }, (_, index) => index % 97);
for (const word of words) {
  if (word > 50) total += word;
}

for (let outer = 0; outer < 10_000; outer++) {
  for (let inner = 0; inner < 5_000; inner++) {
    total = (total + outer * inner) & 0xffff;
  }
}
console.log(total, count);
