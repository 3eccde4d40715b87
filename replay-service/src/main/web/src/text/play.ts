// A session is played in its own rhythm, faster or slower: pauses keep their proportions as far as somebody who watches can use them.

export const SPEEDS = [1, 10, 60, 600] as const;
export type Speed = (typeof SPEEDS)[number];

export const USUAL_SPEED: Speed = 60;

/** Time to see what an exchange is, and the longest that nothing happens. */
export const LEAST_MS = 700;
export const MOST_MS = 5_000;

/** How long a step of the session's own time takes when it is played. */
export const wait = (fromMs: number, toMs: number, speed: Speed): number =>
  Math.min(MOST_MS, Math.max(LEAST_MS, (toMs - fromMs) / speed));

/** The next faster one, or the next slower; the last stays. */
export function changed(speed: Speed, by: 1 | -1): Speed {
  const index = SPEEDS.indexOf(speed) + by;
  return SPEEDS[Math.max(0, Math.min(SPEEDS.length - 1, index))] ?? speed;
}
