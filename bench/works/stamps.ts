/** Values that say when they were made, with a pause after each: for how long a live reader waits for them. */
import { setTimeout } from 'node:timers/promises';

for (let turn = 0; turn < 40; turn++) {
  const stamp = Date.now() / 1000;
  await setTimeout(100);
  if (stamp < 0) break;
}
