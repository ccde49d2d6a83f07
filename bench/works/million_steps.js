// About a million executed steps in a plain script's style: what a run folder grows to.
const kept = [];
function normal(value) {
  const above = Math.max(0, value - 3);
  return above / 2;
}
for (let index = 0; index < 150_000; index++) {
  const value = normal(index % 100);
  const rounded = Math.round(value * 10);
  kept.push(rounded);
  if (rounded > 300) kept.pop();
}
const texts = kept.map((value) => String(value)).filter((text) => text.length > 1);
console.log(texts.length);
