import { expect, test } from 'vitest';
import { neighbours, stepped } from '../src/text/place';

const IDS = ['a', 'b', 'c'];

test('a step leads to the next row, and not over the ends', () => {
  expect(stepped(IDS, 'a', 0, 1)).toBe('b');
  expect(stepped(IDS, 'c', 2, 1)).toBe('c');
  expect(stepped(IDS, 'a', 0, -1)).toBe('a');
  expect(stepped([], 'a', 0, 1)).toBeNull();
});

test('a first step leads to the beginning', () => {
  expect(stepped(IDS, null, -1, 1)).toBe('a');
  expect(stepped(IDS, 'never there', -1, 1)).toBe('a');
});

test('a step from a row that has left leads to what came after it, or before', () => {
  expect(stepped(IDS, 'gone', 1, 1)).toBe('b');
  expect(stepped(IDS, 'gone', 1, -1)).toBe('a');
  expect(stepped(IDS, 'gone', 3, 1)).toBe('c');
  expect(stepped(IDS, 'gone', 0, -1)).toBe('a');
});

test('neighbours of a row that has left are those that it had', () => {
  expect(neighbours(IDS, 'b', 1)).toEqual({ previous: 'a', next: 'c' });
  expect(neighbours(IDS, 'gone', 1)).toEqual({ previous: 'a', next: 'b' });
  expect(neighbours(IDS, 'gone', 0)).toEqual({ previous: null, next: 'a' });
  expect(neighbours(IDS, 'gone', 3)).toEqual({ previous: 'c', next: null });
  expect(neighbours(IDS, 'never there', -1)).toEqual({ previous: null, next: null });
});
