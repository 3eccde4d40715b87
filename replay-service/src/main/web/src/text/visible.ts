// Texts, names and headers come from callers and from upstreams. Characters that show nothing, reorder what is read or
// carry hidden data become labels; everything else stays as it is.

export type Piece =
  | { kind: 'plain'; text: string; start: number }
  | { kind: 'label'; label: string; title: string; times: number; start: number; end: number };

export interface Options {
  /** One line: line breaks and tabs become labels too. */
  line?: boolean;
}

const HIDDEN =
  /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\p{Bidi_C}\p{Default_Ignorable_Code_Point}\p{Noncharacter_Code_Point}\u{FFF9}-\u{FFFC}]/u;
const PICTOGRAPH = /^(\p{Extended_Pictographic}|\p{Emoji_Modifier}|\p{Regional_Indicator}|[0-9#*])$/u;

const NAMES: Record<number, [string, string]> = {
  0x00: ['NUL', 'null'],
  0x07: ['BEL', 'bell'],
  0x08: ['BS', 'backspace'],
  0x09: ['TAB', 'tab'],
  0x0a: ['LF', 'line feed'],
  0x0b: ['VT', 'vertical tab'],
  0x0c: ['FF', 'form feed'],
  0x0d: ['CR', 'carriage return'],
  0x1b: ['ESC', 'escape'],
  0x7f: ['DEL', 'delete'],
  0x85: ['NEL', 'next line'],
  0xad: ['SHY', 'soft hyphen'],
  0x034f: ['CGJ', 'combining grapheme joiner'],
  0x061c: ['ALM', 'Arabic letter mark'],
  0x180e: ['MVS', 'Mongolian vowel separator'],
  0x200b: ['ZWSP', 'zero width space'],
  0x200c: ['ZWNJ', 'zero width non-joiner'],
  0x200d: ['ZWJ', 'zero width joiner'],
  0x200e: ['LRM', 'left-to-right mark'],
  0x200f: ['RLM', 'right-to-left mark'],
  0x2028: ['LS', 'line separator'],
  0x2029: ['PS', 'paragraph separator'],
  0x202a: ['LRE', 'left-to-right embedding'],
  0x202b: ['RLE', 'right-to-left embedding'],
  0x202c: ['PDF', 'pop directional formatting'],
  0x202d: ['LRO', 'left-to-right override'],
  0x202e: ['RLO', 'right-to-left override'],
  0x2060: ['WJ', 'word joiner'],
  0x2066: ['LRI', 'left-to-right isolate'],
  0x2067: ['RLI', 'right-to-left isolate'],
  0x2068: ['FSI', 'first strong isolate'],
  0x2069: ['PDI', 'pop directional isolate'],
  0xfeff: ['BOM', 'byte order mark'],
};

/** Cuts a text into what may be shown as it is and what needs a label. Positions are UTF-16 code units. */
export function visible(text: string, options: Options = {}): Piece[] {
  const pieces: Piece[] = [];
  let plainFrom = 0;
  let at = 0;
  let before = '';
  while (at < text.length) {
    const code = text.codePointAt(at) as number;
    const character = String.fromCodePoint(code);
    const next = at + character.length;
    if (hidden(code, character, options) && !joinsEmoji(code, before, text, next)) {
      if (plainFrom < at) pieces.push({ kind: 'plain', text: text.slice(plainFrom, at), start: plainFrom });
      pushLabel(pieces, code, at, next);
      plainFrom = next;
    }
    // A variation selector does not change what it follows.
    if (code !== 0xfe0f) before = character;
    at = next;
  }
  if (plainFrom < text.length) pieces.push({ kind: 'plain', text: text.slice(plainFrom), start: plainFrom });
  return pieces;
}

/** For places that hold bare text, such as a tooltip or what is read aloud: labels in brackets. */
export function spelled(text: string): string {
  return visible(text, { line: true })
    .map((piece) => {
      if (piece.kind === 'plain') return piece.text;
      return `[${piece.label}${piece.times > 1 ? `×${piece.times}` : ''}]`;
    })
    .join('');
}

function hidden(code: number, character: string, options: Options): boolean {
  if (code === 0x0a || code === 0x09) return options.line === true;
  if (code >= 0x20 && code < 0x7f) return false;
  return HIDDEN.test(character);
}

function joinsEmoji(code: number, before: string, text: string, next: number): boolean {
  if (!PICTOGRAPH.test(before)) return false;
  if (code === 0xfe0f) return true;
  if (code !== 0x200d || next >= text.length) return false;
  return /^\p{Extended_Pictographic}/u.test(String.fromCodePoint(text.codePointAt(next) as number));
}

function pushLabel(pieces: Piece[], code: number, start: number, end: number) {
  const [label, title] = named(code);
  const last = pieces.at(-1);
  if (last?.kind === 'label' && last.label === label) {
    last.times += 1;
    last.end = end;
    return;
  }
  pieces.push({ kind: 'label', label, title, times: 1, start, end });
}

function named(code: number): [string, string] {
  const point = `U+${code.toString(16).toUpperCase().padStart(4, '0')}`;
  const known = NAMES[code];
  if (known !== undefined) return [known[0], `${known[1]}, ${point}`];
  if (code >= 0xd800 && code <= 0xdfff) return [point, `half of a surrogate pair, ${point}`];
  if (code >= 0xe0020 && code <= 0xe007e)
    return [`TAG ${String.fromCodePoint(code - 0xe0000)}`, `hidden tag character, ${point}`];
  return [point, `character without a picture, ${point}`];
}
