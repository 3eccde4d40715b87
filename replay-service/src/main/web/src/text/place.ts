// Rows leave a list while somebody works through it: what was decided waits no more. The place where a row was is kept, so that
// "next" goes on from there and not from the beginning.

/** Where a step leads from a row. @param last where the row was when it was last in the list; -1 where it never was */
export function stepped(ids: readonly string[], at: string | null, last: number, step: number): string | null {
  const index = at === null ? -1 : ids.indexOf(at);
  if (index >= 0) return ids[clamp(index + step, ids)] ?? null;
  if (at === null || last < 0) return ids[0] ?? null;
  // What came after it stands in its place now.
  return ids[clamp(step > 0 ? last + step - 1 : last + step, ids)] ?? null;
}

const clamp = (index: number, ids: readonly string[]) => Math.max(0, Math.min(ids.length - 1, index));

/** What stands before and after a row, with the same care; null at the ends. */
export function neighbours(ids: readonly string[], at: string, last: number) {
  const index = ids.indexOf(at);
  if (index >= 0) return { previous: ids[index - 1] ?? null, next: ids[index + 1] ?? null };
  return last < 0 ? { previous: null, next: null } : { previous: ids[last - 1] ?? null, next: ids[last] ?? null };
}
