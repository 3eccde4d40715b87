import type { Step } from '../api/approval';

/** Steps that say little one by one, and more together. */
const TOGETHER = ['SEEN', 'NOTIFIED', 'USED'];

/** One line of the life: one step, or several of one kind that followed each other. */
export type Chapter = readonly [Step, ...Step[]];

export function chapters(steps: readonly Step[]): Chapter[] {
  const lines: [Step, ...Step[]][] = [];
  for (const step of steps) {
    const last = lines.at(-1);
    if (last !== undefined && TOGETHER.includes(step.kind) && last[0].kind === step.kind) last.push(step);
    else lines.push([step]);
  }
  return lines;
}

/** Each name once, in the order in which they came. */
export const distinct = (names: readonly (string | null)[]) => [
  ...new Set(names.filter((name): name is string => name !== null && name !== '')),
];
