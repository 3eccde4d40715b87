import type { FieldOfQuery } from './query';

export interface Suggestion {
  /** What is shown: "subject:" or "subject:alice". */
  text: string;
  hint: string;
  /** The whole query once it is taken, and where the caret stands then. */
  query: string;
  caret: number;
}

const MOST = 8;

/** Completes the word that the caret stands at the end of: a field's name, then one of its values. */
export function suggest(
  query: string,
  caret: number,
  fields: readonly FieldOfQuery[],
  valuesOf: (field: string) => readonly string[],
): Suggestion[] {
  const head = query.slice(0, caret);
  const tail = query.slice(caret);
  // In the middle of a word or of a phrase there is nothing to complete.
  if (/^\S/u.test(tail) || (head.match(/"/gu)?.length ?? 0) % 2 === 1) return [];
  const start = head.search(/\S*$/u);
  const word = head.slice(start).toLowerCase();
  const take = (text: string, hint: string, after: string): Suggestion => {
    const taken = head.slice(0, start) + text + after;
    return { text, hint, query: taken + (after === '' ? tail : tail.replace(/^ /u, '')), caret: taken.length };
  };
  const colon = word.indexOf(':');
  if (colon < 0)
    return fields
      .filter(({ name }) => name.toLowerCase().startsWith(word))
      .map(({ name, hint }) => take(`${name}:`, hint, ''));
  const field = fields.find(({ name }) => name.toLowerCase() === word.slice(0, colon));
  if (field === undefined) return [];
  const begun = word.slice(colon + 1);
  return (field.values ?? valuesOf(field.name))
    .filter((value) => value.toLowerCase().startsWith(begun) && value.toLowerCase() !== begun)
    .slice(0, MOST)
    .map((value) => take(`${field.name}:${/\s/u.test(value) ? `"${value}"` : value}`, '', ' '));
}
