import { expect, test } from 'vitest';
import { merge } from '../src/text/merge';

const BASE = 'a\nb\nc\nd\ne\nf\n';

test('changes of different lines both stand', () => {
  expect(merge(BASE, 'a\nB\nc\nd\ne\nf\n', 'a\nb\nc\nd\nE\nf\n')).toEqual({ text: 'a\nB\nc\nd\nE\nf\n', disputed: 0 });
  expect(merge(BASE, 'a\nc\nd\ne\nf\n', 'a\nb\nc\nd\ne\nf\nmore\n')).toEqual({
    text: 'a\nc\nd\ne\nf\nmore\n',
    disputed: 0,
  });
  expect(merge(BASE, 'first\na\nb\nc\nd\ne\nf\n', 'a\nb\nc\nd\n')).toEqual({
    text: 'first\na\nb\nc\nd\n',
    disputed: 0,
  });
});

test('what both have changed alike is no dispute', () => {
  expect(merge(BASE, 'a\nB\nc\nd\ne\nf\n', 'a\nB\nc\nd\ne\nF\n')).toEqual({ text: 'a\nB\nc\nd\ne\nF\n', disputed: 0 });
});

test('of lines that both have changed, mine stand and are counted', () => {
  expect(merge(BASE, 'a\nmine\nc\nd\ne\nf\n', 'a\ntheirs\nc\nd\ne\nF\n')).toEqual({
    text: 'a\nmine\nc\nd\ne\nF\n',
    disputed: 1,
  });
});

test('one side alone is that side, with or without a last line end', () => {
  for (const other of ['', 'a', 'a\nb\nc\nd\ne\nf', 'x\n', `${BASE}\n\n`]) {
    expect(merge(BASE, other, BASE)).toEqual({ text: other, disputed: 0 });
    expect(merge(BASE, BASE, other)).toEqual({ text: other, disputed: 0 });
  }
});
