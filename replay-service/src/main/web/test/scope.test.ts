import { expect, test } from 'vitest';
import { scopesInWords } from '../src/text/scope';

const team = { connections: ['openai-search', 'voyage'], groups: ['team-search'] };

test('who sees everything that a role may see is told nothing', () => {
  expect(scopesInWords({ metadata: 'everything', texts: 'everything' })).toEqual([]);
  expect(scopesInWords({ metadata: 'everything', texts: 'nothing' })).toEqual([]);
  expect(scopesInWords({ metadata: 'nothing', texts: 'nothing' })).toEqual([]);
});

test('a part of the traffic is told once, and that of the texts where it is another', () => {
  const scope = 'connections openai-search, voyage; callers in team-search';
  expect(scopesInWords({ metadata: team, texts: team })).toEqual([{ of: 'Sees', scope }]);
  expect(scopesInWords({ metadata: team, texts: 'nothing' })).toEqual([{ of: 'Sees', scope }]);
  expect(scopesInWords({ metadata: 'everything', texts: { connections: [], groups: ['a'] } })).toEqual([
    { of: 'Reads texts', scope: 'callers in a' },
  ]);
});
