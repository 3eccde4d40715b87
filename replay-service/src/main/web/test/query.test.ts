import { describe, expect, test } from 'vitest';
import {
  CALLER_FIELDS,
  EXCHANGE_FIELDS,
  SESSION_FIELDS,
  format,
  narrowed,
  parse,
  remarks,
  toParameters,
  widened,
} from '../src/text/query';
import { suggest } from '../src/text/suggest';

const read = (query: string) => parse(query, EXCHANGE_FIELDS);

describe('a query', () => {
  test('has fields, phrases and words', () => {
    expect(toParameters(read('subject:alice model:text-embedding-3* "quarterly report" north'))).toEqual({
      subject: 'alice',
      model: 'text-embedding-3*',
      q: '"quarterly report" north',
    });
  });

  test('keeps colons in values: a subject of a second issuer is one value', () => {
    expect(toParameters(read('subject:hr:alice'))).toEqual({ subject: 'hr:alice' });
  });

  test('takes an address for a word, not for a field', () => {
    expect(toParameters(read('https://example.org/a?b=c'))).toEqual({ q: 'https://example.org/a?b=c' });
  });

  test('quotes values with spaces, and reads them again', () => {
    const query = narrowed('north', 'subject', 'Alice Miller');
    expect(query).toBe('north subject:"Alice Miller"');
    expect(toParameters(read(query))).toEqual({ q: 'north', subject: 'Alice Miller' });
  });

  test('leaves operators, parentheses and what is excluded to the service', () => {
    expect(toParameters(read('(merger OR "north sea") -"in house" NOT draft* rule:no-secrets'))).toEqual({
      q: '(merger OR "north sea" ) -"in house" NOT draft*',
      rule: 'no-secrets',
    });
    expect(toParameters(read('("subject:alice b" OR c)'))).toEqual({ q: '("subject:alice b" OR c)' });
  });

  test('closes a quote that was left open', () => {
    expect(format(read('"quarterly rep'))).toBe('"quarterly rep"');
  });

  test('does not ask for a field without a value, nor for an empty phrase', () => {
    expect(toParameters(read('subject: ""'))).toEqual({});
  });

  test('replaces a field that it is narrowed by again', () => {
    expect(narrowed('subject:alice north', 'subject', 'bob')).toBe('north subject:bob');
  });

  test('says which of two values counts, and what a value can be', () => {
    expect(remarks(read('subject:a subject:b decision:perhaps'), EXCHANGE_FIELDS)).toEqual([
      'subject is given twice; the last one counts',
      'decision is one of allow, mask, redact, approve, block, deny',
    ]);
    expect(remarks(read('decision:BLOCK'), EXCHANGE_FIELDS)).toEqual([]);
  });

  test('knows a field however its letters are written, and says what a number can be', () => {
    expect(toParameters(read('minrisk:65 Subject:alice'))).toEqual({ minRisk: '65', subject: 'alice' });
    expect(remarks(read('minRisk:65'), EXCHANGE_FIELDS)).toEqual([]);
    for (const wrong of ['minRisk:high', 'minRisk:101', 'minRisk:-1', 'minRisk:6.5'])
      expect(remarks(read(wrong), EXCHANGE_FIELDS)).toEqual(['minRisk is a whole number from 0 to 100']);
  });

  test('loses a field, and keeps the rest', () => {
    expect(widened('level:high ann level:low', 'level', CALLER_FIELDS)).toBe('ann');
    expect(narrowed('ann level:low', 'level', 'high', CALLER_FIELDS)).toBe('ann level:high');
  });

  test('has fewer fields where sessions are asked for', () => {
    expect(parse('model:x', SESSION_FIELDS)).toEqual([{ kind: 'word', text: 'model:x' }]);
  });
});

describe('suggestions', () => {
  const values = () => ['alice', 'hr:claire', 'Alice Miller'];
  const texts = (query: string, caret = query.length) =>
    suggest(query, caret, EXCHANGE_FIELDS, values).map(({ text }) => text);

  test('begin with the fields', () => {
    expect(texts('')).toEqual([
      'subject:',
      'model:',
      'connection:',
      'decision:',
      'outcome:',
      'group:',
      'rule:',
      'detection:',
      'approval:',
      'minRisk:',
    ]);
    expect(texts('north dec')).toEqual(['decision:']);
    expect(texts('minr')).toEqual(['minRisk:']);
  });

  test('go on with values that are known', () => {
    expect(texts('subject:al')).toEqual(['subject:alice', 'subject:"Alice Miller"']);
    expect(texts('decision:b')).toEqual(['decision:block']);
  });

  test('take the place of the word before the caret and leave the rest', () => {
    const [taken] = suggest('subject:al north', 10, EXCHANGE_FIELDS, values);
    expect(taken).toMatchObject({ query: 'subject:alice north', caret: 14 });
  });

  test('keep out of phrases and of the middle of words', () => {
    expect(texts('"mo')).toEqual([]);
    expect(texts('model', 2)).toEqual([]);
    expect(texts('subject:hr:claire')).toEqual([]);
  });
});
