const KEPT = 8;

/** The end of an id: the beginning of a UUIDv7 is a clock, equal for all that happened in the same minute. */
export function shortId(id: string): string {
  return id.length <= KEPT + 4 ? id : `…${id.slice(-KEPT)}`;
}
