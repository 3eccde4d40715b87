import { DETECTION_TYPES, DOCUMENT_KEYS, type KnownKey } from './document-keys';

/** What can stand where the caret is. */
export interface Completion {
  text: string;
  hint: string;
  /** What is written: the text, and for a key what follows it. */
  written: string;
}

export interface Completions {
  /** Where the word begins that they complete. */
  from: number;
  options: Completion[];
}

/** The line with the caret, cut there. `key` is null where a key would stand. */
interface Place {
  path: string[];
  key: string | null;
  /** Whether the value stands in a list of values. */
  inList: boolean;
  word: string;
}

const MOST_LINES_READ = 2_000;
const KEY = /^([A-Za-z][\w-]*)\s*:(?=\s|$)/u;

/**
 * Completes a key or a value of the gateway document by what stands around the caret. It goes by indentation, not by a syntax
 * tree: while somebody types the text is rarely YAML, and what stands above the line nearly always is.
 */
export function completeDocument(text: string, caret: number): Completions | null {
  const place = placeAt(text, caret);
  if (place === null) return null;
  const keys = keysAt(place.path);
  const from = caret - place.word.length;
  if (place.key === null) {
    const options = keys.map(({ key, hint, list, keys: beneath }) => ({
      text: key,
      hint,
      written: key + (beneath !== undefined || list === true ? ':' : ': '),
    }));
    return options.length === 0 ? null : { from, options };
  }
  const known = keys.find(({ key }) => key === place.key);
  if (known?.values === undefined || (known.list === true && !place.inList)) return null;
  const options = valuesOf(known, text).map((value) => ({ text: value, hint: '', written: value }));
  return options.length === 0 ? null : { from, options };
}

function keysAt(path: readonly string[]): readonly KnownKey[] {
  let keys = DOCUMENT_KEYS;
  for (const step of path) keys = keys.find(({ key }) => key === step)?.keys ?? [];
  return keys;
}

function valuesOf({ values = [] }: KnownKey, text: string): readonly string[] {
  if (values === 'connections') return named(text, 'connections', 'name');
  if (values === 'types') {
    const analyzed = [...section(text, 'detectors').matchAll(/\btypes:\s*\[([^\]]*)\]/gu)].flatMap(
      ([, list = '']) => list.match(/\w+/gu) ?? [],
    );
    return [...new Set([...named(text, 'detectors', 'type'), ...analyzed, ...DETECTION_TYPES])];
  }
  return values;
}

/** The values of a key in the entries of one of the document's lists, such as the names of its connections. */
function named(text: string, list: string, key: string): string[] {
  // First in its entry, or alone on its line: a name deeper down is something else's.
  const each = new RegExp(`^\\s*(?:-\\s+\\{?\\s*)?${key}:\\s*["']?([\\w.-]+)`, 'gmu');
  return [...section(text, list).matchAll(each)].map(([, value = '']) => value);
}

/** What stands beneath one of the document's own keys. */
function section(text: string, key: string): string {
  return new RegExp(`^${key}:[^\\n]*\\n((?:(?:[ \\t-][^\\n]*|#[^\\n]*)?(?:\\n|$))*)`, 'mu').exec(text)?.[1] ?? '';
}

function placeAt(text: string, caret: number): Place | null {
  const start = text.lastIndexOf('\n', caret - 1) + 1;
  const head = text.slice(start, caret);
  const dashes = /^[\s-]*(?:^|(?<=\s|-))/u.exec(head)?.[0] ?? '';
  const rest = head.slice(dashes.length);
  if (/(?:^|\s)#/u.test(rest)) return null;
  const { keys, open, tail } = flow(rest);
  const path = [...above(text, start, dashes), ...keys];
  return ended(path, open, tail, dashes);
}

/** What the last piece of the line is: a key that is being typed, or a value and whose. */
function ended(path: string[], open: string, tail: string, dashes: string): Place | null {
  const pair = KEY.exec(tail);
  if (pair?.[1] !== undefined) {
    const value = tail.slice(pair[0].length).trimStart();
    return /["'\s]/u.test(value) ? null : { path, key: pair[1], inList: false, word: value };
  }
  if (/["'\s:]/u.test(tail)) return null;
  const parent = path.at(-1);
  if (open === '[' && parent !== undefined) return { path: path.slice(0, -1), key: parent, inList: true, word: tail };
  const listed = keysAt(path.slice(0, -1)).find(({ key }) => key === parent);
  if (open === '' && dashes.includes('-') && listed?.list === true && listed.values !== undefined)
    return { path: path.slice(0, -1), key: parent ?? '', inList: true, word: tail };
  return { path, key: null, inList: false, word: tail };
}

/** Reads `key: { key: [ word` as far as it goes: the keys passed, the bracket that is open, and what stands behind it. */
function flow(rest: string): { keys: string[]; open: string; tail: string } {
  const opened: { bracket: string; key: string | null }[] = [];
  let tail = '';
  let quote = '';
  for (const character of rest) {
    if (quote !== '') quote = character === quote ? '' : quote;
    else if (character === '"' || character === "'") quote = character;
    else if (character === '{' || character === '[') {
      // ${env:…} opens no mapping.
      if (character === '{' && tail.endsWith('$')) return { keys: [], open: '', tail: '"' };
      opened.push({ bracket: character, key: KEY.exec(tail.trim())?.[1] ?? null });
      tail = '';
      continue;
    } else if (character === '}' || character === ']') {
      opened.pop();
      tail = '"';
      continue;
    } else if (character === ',' && opened.length > 0) {
      tail = '';
      continue;
    }
    tail += character;
  }
  const keys = opened.map(({ key }) => key).filter((key) => key !== null);
  return { keys, open: opened.at(-1)?.bracket ?? '', tail: tail.trimStart() };
}

/** The keys under which a line stands, outermost first, by the indentation of the lines above it. */
function above(text: string, start: number, dashes: string): string[] {
  const path: string[] = [];
  // Looked for is the key above a mapping at this column or, of an entry, the key above the list whose dashes stand at `dash`.
  let within = dashes.length;
  let dash: number | null = dashes.includes('-') ? dashes.lastIndexOf('-') : null;
  const lines = text.slice(0, start).split('\n').slice(0, -1).slice(-MOST_LINES_READ);
  for (const line of lines.reverse()) {
    if (dash === null && within === 0) break;
    const body = line.trimStart();
    if (body === '' || body.startsWith('#')) continue;
    const indent = line.length - body.length;
    const entry = /^(?:-\s+)*/u.exec(body)?.[0] ?? '';
    const column = indent + entry.length;
    const isParent = dash === null ? column < within : column <= dash;
    if (isParent) {
      const pair = KEY.exec(body.slice(entry.length));
      if (pair?.[1] === undefined) break;
      path.unshift(pair[1]);
      within = column;
      dash = entry === '' ? null : indent;
    } else if (dash === null && entry !== '' && indent < within) {
      // The first line of the entry that the mapping is.
      dash = indent;
    }
  }
  return path;
}
