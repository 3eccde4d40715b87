import { expect, test } from 'vitest';
import { documentProblems } from '../src/text/document-problems';

test('problems are read with their place, or as of the whole', () => {
  expect(
    documentProblems([
      { line: 4, key: 'policies[0].action', reason: 'is not an action' },
      { line: 0, key: '', reason: 'is larger than 1 MiB' },
    ]),
  ).toEqual([
    { line: 4, key: 'policies[0].action', reason: 'is not an action' },
    { line: null, key: null, reason: 'is larger than 1 MiB' },
  ]);
});

test('what is none is no problem, and one without words is told all the same', () => {
  expect(documentProblems(undefined)).toEqual([]);
  expect(documentProblems('no list')).toEqual([]);
  expect(documentProblems([null, 3, 'words', { line: -1, key: '', reason: '' }])).toEqual([
    { line: null, key: null, reason: 'does not validate' },
  ]);
});
