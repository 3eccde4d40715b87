import { ACTIONS } from './access';

// The query bar's language: words, "phrases", begun* words, OR, NOT, - and parentheses to find texts, and field:value to narrow. What is to
// be found in texts goes to the service as it stands.

/** A field that a list can be narrowed by, and the values it can have where they are few. */
export interface FieldOfQuery {
  name: string;
  hint: string;
  values?: readonly string[];
  /** The bounds of what must be a whole number. */
  number?: readonly [least: number, most: number];
}

export const DECISIONS = ['allow', 'mask', 'redact', 'approve', 'block', 'deny'] as const;
export const OUTCOMES = ['completed', 'refused', 'upstream_failed', 'client_gone', 'interrupted'] as const;

export const EXCHANGE_FIELDS: readonly FieldOfQuery[] = [
  { name: 'subject', hint: 'who called' },
  { name: 'model', hint: 'may end in *' },
  { name: 'connection', hint: 'where it went' },
  { name: 'decision', hint: 'what was decided', values: DECISIONS },
  { name: 'outcome', hint: 'how it ended', values: OUTCOMES },
  { name: 'group', hint: 'one of the caller’s' },
  { name: 'rule', hint: 'which matched' },
  { name: 'detection', hint: 'what was found, such as EMAIL_ADDRESS' },
  { name: 'approval', hint: 'id of the approval that it waited for' },
  { name: 'minRisk', hint: 'a score from here on, 0 to 100', number: [0, 100] },
];

export const SESSION_FIELDS: readonly FieldOfQuery[] = [
  { name: 'subject', hint: 'who called' },
  { name: 'connection', hint: 'where it went' },
];

export const ACCESS_FIELDS: readonly FieldOfQuery[] = [
  { name: 'actor', hint: 'who' },
  { name: 'action', hint: 'what kind of act', values: ACTIONS },
  { name: 'object', hint: 'may end in *' },
];

export const APPROVAL_FIELDS: readonly FieldOfQuery[] = [
  { name: 'subject', hint: 'who asks' },
  { name: 'connection', hint: 'where it goes' },
  { name: 'rule', hint: 'which asks for people' },
];

export const LEVELS = ['low', 'medium', 'high', 'critical'] as const;

export const ALERT_FIELDS: readonly FieldOfQuery[] = [
  { name: 'subject', hint: 'whose score it is' },
  { name: 'level', hint: 'how high it went', values: LEVELS },
  { name: 'assignee', hint: 'whose it is' },
];

/** Words find callers by their name. */
export const CALLER_FIELDS: readonly FieldOfQuery[] = [{ name: 'level', hint: 'as it is now', values: LEVELS }];

export type Term =
  { kind: 'word'; text: string } | { kind: 'phrase'; text: string } | { kind: 'field'; field: string; value: string };

const TOKEN = /([a-z]+):"([^"]*)"?|"([^"]*)"?|((?:[^\s"]|(?<=[-(])"[^"]*"?)+)/giu;

/** Reads a query. What looks like a field but is none of `fields` is a word: people search for http://… too. */
export function parse(query: string, fields: readonly FieldOfQuery[]): Term[] {
  const terms: Term[] = [];
  for (const [whole, name, quoted, phrase, bare] of query.matchAll(TOKEN)) {
    if (name !== undefined && quoted !== undefined) {
      const field = fieldNamed(name, fields);
      if (field !== undefined) terms.push({ kind: 'field', field, value: quoted });
      else terms.push({ kind: 'word', text: `${name}:` }, { kind: 'phrase', text: quoted });
    } else if (phrase !== undefined) {
      if (phrase.trim() !== '') terms.push({ kind: 'phrase', text: phrase });
    } else if (bare !== undefined) {
      const colon = bare.indexOf(':');
      const field = colon > 0 ? fieldNamed(bare.slice(0, colon), fields) : undefined;
      if (field === undefined) terms.push({ kind: 'word', text: whole });
      else if (colon + 1 < bare.length) terms.push({ kind: 'field', field, value: bare.slice(colon + 1) });
    }
  }
  return terms;
}

function fieldNamed(name: string, fields: readonly FieldOfQuery[]): string | undefined {
  return fields.find((field) => field.name.toLowerCase() === name.toLowerCase())?.name;
}

export function format(terms: readonly Term[]): string {
  return terms.map(formatTerm).join(' ');
}

export function formatTerm(term: Term): string {
  switch (term.kind) {
    case 'word':
      return term.text;
    case 'phrase':
      return `"${term.text}"`;
    case 'field':
      return /\s/u.test(term.value) ? `${term.field}:"${term.value}"` : `${term.field}:${term.value}`;
  }
}

/** What to ask the service for. */
export function toParameters(terms: readonly Term[]): Record<string, string> {
  const parameters: Record<string, string> = {};
  const words = terms.filter((term) => term.kind !== 'field');
  if (words.length > 0) parameters.q = format(words);
  for (const term of terms) if (term.kind === 'field') parameters[term.field] = term.value;
  return parameters;
}

/** What the reader should know about a query before wondering at its result. */
export function remarks(terms: readonly Term[], fields: readonly FieldOfQuery[]): string[] {
  const found: string[] = [];
  const seen = new Set<string>();
  for (const term of terms) {
    if (term.kind !== 'field') continue;
    if (seen.has(term.field)) found.push(`${term.field} is given twice; the last one counts`);
    seen.add(term.field);
    const { values, number } = fields.find((field) => field.name === term.field) ?? {};
    if (values !== undefined && !values.includes(term.value.toLowerCase()))
      found.push(`${term.field} is one of ${values.join(', ')}`);
    if (number !== undefined && !isWhole(term.value, number))
      found.push(`${term.field} is a whole number from ${number[0]} to ${number[1]}`);
  }
  return found;
}

const isWhole = (text: string, [least, most]: readonly [number, number]) =>
  /^[0-9]{1,9}$/u.test(text) && Number(text) >= least && Number(text) <= most;

/** The query with one more field, or with another value for it. */
export const narrowed = (query: string, field: string, value: string, fields = EXCHANGE_FIELDS): string =>
  format([...without(query, field, fields), { kind: 'field', field, value }]);

/** Callers choose some values: a quote would end one in the query, and a star would stand for anything. */
export const canBeAsked = (value: string): boolean => !/["*]/u.test(value);

/** The query without a field. */
export const widened = (query: string, field: string, fields = EXCHANGE_FIELDS): string =>
  format(without(query, field, fields));

const without = (query: string, field: string, fields: readonly FieldOfQuery[]) =>
  parse(query, fields).filter((term) => term.kind !== 'field' || term.field !== field);
