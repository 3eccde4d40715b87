import { describe, expect, test } from 'vitest';
import type { Detection } from '../src/api/types';
import { highlight } from '../src/text/highlight';
import { spelled, visible, type Options, type Piece } from '../src/text/visible';

const written = (pieces: Piece[]) =>
  pieces
    .map((piece) =>
      piece.kind === 'plain' ? piece.text : `[${piece.label}${piece.times > 1 ? `×${piece.times}` : ''}]`,
    )
    .join('');
const shown = (text: string, options?: Options) => written(visible(text, options));

describe('hidden characters become labels', () => {
  test.each([
    ['invoice\u202Egnp.exe\u202C', 'invoice[RLO]gnp.exe[PDF]'],
    ['a\u2066b\u2069c\u200Ed\u061C', 'a[LRI]b[PDI]c[LRM]d[ALM]'],
    ['\u0000\u001b[31m\u0085\u007f', '[NUL][ESC][31m[NEL][DEL]'],
    ['zero\u200B\u200B\u200Bwidth\uFEFF', 'zero[ZWSP×3]width[BOM]'],
    ['soft\u00ADhyphen \u3164filler', 'soft[SHY]hyphen [U+3164]filler'],
    ['tags \u{E0041}\u{E0042}', 'tags [TAG A][TAG B]'],
    ['selector\u{E0101} a\uFE0F', 'selector[U+E0101] a[U+FE0F]'],
    ['lone \ud800 half', 'lone [U+D800] half'],
    ['not a character \uFFFE', 'not a character [U+FFFE]'],
    ['lines\u2028and\u2029paragraphs', 'lines[LS]and[PS]paragraphs'],
  ])('%j', (text, expected) => {
    expect(shown(text)).toBe(expected);
  });

  test('in one line, breaks and tabs too', () => {
    expect(shown('a\nb\tc\r\n')).toBe('a\nb\tc[CR]\n');
    expect(shown('a\nb\tc\r\n', { line: true })).toBe('a[LF]b[TAB]c[CR][LF]');
  });

  test('say their whole name to who asks', () => {
    expect(visible('\u202E')).toMatchObject([{ title: 'right-to-left override, U+202E', times: 1 }]);
  });
});

describe('what is only unusual stays as it is', () => {
  test.each(['', 'plain', 'Zürich 東京 مرحبا', '👨‍👩‍👧 🏳️‍🌈 ❤️ 1️⃣ 🇨🇭 👍🏽', '<script>alert(1)</script> & "quotes"', '\uFFFD'])(
    '%j',
    (text) => {
      expect(visible(text).every((piece) => piece.kind === 'plain')).toBe(true);
      expect(shown(text)).toBe(text);
    },
  );
});

test('bare text spells labels out', () => {
  expect(spelled('alice\u202E\u200B\u200B\nbob')).toBe('alice[RLO][ZWSP×2][LF]bob');
});

test('nothing is lost: the pieces cover every character', () => {
  const text = 'a\u202E\u200B\u200Bb\ud800c👨‍👩‍👧\u0000';
  let at = 0;
  for (const piece of visible(text)) {
    expect(piece.start).toBe(at);
    at = piece.kind === 'plain' ? piece.start + piece.text.length : piece.end;
  }
  expect(at).toBe(text.length);
});

describe('detections', () => {
  const found = (start: number, end: number, type = 'EMAIL_ADDRESS'): Detection => ({ type, start, end, score: 1 });
  const runs = (text: string, detections: Detection[]) =>
    highlight(text, detections).map(({ detection, pieces }) => [detection?.type ?? null, written(pieces)]);

  test('are marked where they stand', () => {
    expect(runs('to a@b.c now', [found(3, 8)])).toEqual([
      [null, 'to '],
      ['EMAIL_ADDRESS', 'a@b.c'],
      [null, ' now'],
    ]);
  });

  test('that overlap never show a character twice', () => {
    expect(runs('abcdef', [found(2, 6, 'B'), found(0, 4, 'A')])).toEqual([
      ['A', 'abcd'],
      ['B', 'ef'],
    ]);
  });

  test('beyond the text are cut to it', () => {
    expect(runs('abc', [found(1, 99), found(50, 60)])).toEqual([
      [null, 'a'],
      ['EMAIL_ADDRESS', 'bc'],
    ]);
  });
});
