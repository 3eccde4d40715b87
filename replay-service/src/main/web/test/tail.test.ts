import { describe, expect, test } from 'vitest';
import { merged } from '../src/api/tail';
import type { Answer, Rows } from '../src/api/queries';

interface Row {
  id: string;
  time: string;
}

const row = (id: string, second: number): Row => ({
  id,
  time: `2026-06-15T12:00:${String(second).padStart(2, '0')}.000Z`,
});
const start = { cursor: null, from: null, to: null };
const page = (items: Row[], nextCursor: string | null = null): Answer<Row> => ({ items, nextCursor, start });
const list = (...pages: Answer<Row>[]): Rows<Row> => ({ pages, pageParams: pages.map(() => null) });
const ids = (data: Rows<Row> | null) => data?.pages.map(({ items }) => items.map(({ id }) => id).join(''));

describe('a list that is followed', () => {
  const two = list(page([row('f', 6), row('e', 5)], 'more'), page([row('c', 3), row('b', 2)]));

  test('stays the same where nothing is new', () => {
    expect(merged(two, page([row('f', 6), row('e', 5)], 'x'))).toBe(two);
    expect(merged(two, page([]))).toBe(two);
  });

  test('has what is new on top', () => {
    expect(ids(merged(two, page([row('g', 7), row('f', 6)], 'x')))).toEqual(['gfe', 'cb']);
    expect(ids(two)).toEqual(['fe', 'cb']);
  });

  test('has what comes late where it belongs', () => {
    const newest = page([row('g', 7), row('f', 6), row('e', 5), row('d', 4), row('c', 3), row('b', 2), row('a', 1)]);
    expect(ids(merged(two, newest))).toEqual(['gfe', 'dcba']);
  });

  test('decides by the id where times are the same, as the service does', () => {
    expect(ids(merged(list(page([row('b', 1), row('a', 1)])), page([row('c', 1), row('b', 1)])))).toEqual(['cba']);
  });

  test('begins anew where more came than a page has', () => {
    expect(merged(two, page([row('x', 9), row('w', 8)], 'more'))).toBeNull();
    expect(ids(merged(two, page([row('x', 9), row('w', 8)])))).toEqual(['xwfe', 'cb']);
  });

  test('begins anew rather than growing for ever', () => {
    const many = Array.from({ length: 10_000 }, (_, i) => row(`id-${i}`, 1));
    expect(merged(list(page(many)), page([row('new', 9), ...many.slice(0, 3)]))).toBeNull();
  });

  test('takes the first ones of an empty list', () => {
    expect(ids(merged(list(page([])), page([row('a', 1)])))).toEqual(['a']);
  });
});
