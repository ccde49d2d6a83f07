/** Lets nodes glide from their old places to the new ones, in at most 160 ms; at once where motion is unwanted or much would move. */
import type { Box } from './layout.ts';
import type { Scene } from './scene.ts';

const TIME = 160;
const MOST = 300;

export interface Settle {
  /** The scene as it is to be drawn at this moment. */
  start(
    from: Scene | undefined,
    to: Scene,
    shift: { x: number; y: number },
    still: boolean,
    onFrame: (boxes: Map<string, Box>) => void,
  ): void;
  stop(): void;
}

export function createSettle(): Settle {
  let frame = 0;
  return {
    start(from, to, shift, still, onFrame) {
      cancelAnimationFrame(frame);
      if (!from || still || to.nodes.size > MOST) return onFrame(to.layout.boxes);
      const begin = performance.now();
      const old = from.layout.boxes;
      const step = (now: number) => {
        const share = Math.min(1, Math.max(0, (now - begin) / TIME));
        const eased = 1 - (1 - share) ** 3;
        onFrame(share >= 1 ? to.layout.boxes : between(old, to.layout.boxes, shift, eased));
        if (share < 1) frame = requestAnimationFrame(step);
      };
      onFrame(between(old, to.layout.boxes, shift, 0));
      frame = requestAnimationFrame(step);
    },
    stop: () => cancelAnimationFrame(frame),
  };
}

function between(
  old: Map<string, Box>,
  next: Map<string, Box>,
  shift: { x: number; y: number },
  share: number,
): Map<string, Box> {
  const result = new Map<string, Box>();
  for (const [id, box] of next) {
    const from = old.get(id);
    const mix = (a: number, b: number) => a + (b - a) * share;
    result.set(
      id,
      from
        ? {
            x: mix(from.x + shift.x, box.x),
            y: mix(from.y + shift.y, box.y),
            width: mix(from.width, box.width),
            height: mix(from.height, box.height),
          }
        : box,
    );
  }
  return result;
}
