import { expect, test } from 'vitest';
import { connectionLines, lines } from '../src/text/document';

test('a connection with one target says target, with several targets', () => {
  expect(connectionLines('openai', ['https://a.example'], 'sealed:x')).toBe(
    '- name: openai\n  target: https://a.example\n  credential: sealed:x',
  );
  expect(connectionLines('openai', ['https://a.example', 'https://b.example:8443'], 'sealed:x')).toBe(
    '- name: openai\n  targets: ["https://a.example", "https://b.example:8443"]\n  credential: sealed:x',
  );
});

test('lines are what stands in them', () => {
  expect(lines(' https://a.example \r\n\n  https://b.example')).toEqual(['https://a.example', 'https://b.example']);
  expect(lines(' \n')).toEqual([]);
});
