// Functions so small that V8 runs them inline: the worst case for anything that is added to a function.
function clamp(value, low, high) {
  if (value < low) return low;
  if (value > high) return high;
  return value;
}

function step(value) {
  return clamp(value * 3 + 1, -100, 1000);
}

const next = (value) => value + 1;

function run(turns) {
  let state = 0;
  for (let turn = 0; turn < turns; turn++) state = next(step(state) % 977);
  return state;
}

console.log(run(300_000_000));
