/** What somebody pasted to find exchanges by it. */
export type Pasted =
  { kind: 'hash'; hash: string } | { kind: 'vector'; vector: number[] | string } | { kind: 'unreadable'; why: string };

const HASH = /^[0-9a-f]{64}$/iu;
const BASE64 = /^[A-Za-z0-9+/]+={0,2}$/u;

/** 64 hexadecimal digits are a hash: as base64 they would be twelve components. */
export function readPasted(text: string): Pasted {
  const bare = text.trim();
  if (HASH.test(bare)) return { kind: 'hash', hash: bare.toLowerCase() };
  if (bare.startsWith('[')) return readNumbers(bare);
  const base64 = bare.replace(/\s+/gu, '');
  if (BASE64.test(base64) && base64.length % 4 === 0) return { kind: 'vector', vector: base64 };
  return { kind: 'unreadable', why: 'Paste numbers in brackets, base64 of float32, or 64 hexadecimal digits.' };
}

function readNumbers(text: string): Pasted {
  let read: unknown;
  try {
    read = JSON.parse(text);
  } catch {
    return { kind: 'unreadable', why: 'The brackets do not hold a list of numbers, separated by commas.' };
  }
  if (!Array.isArray(read) || read.length === 0 || !read.every((one): one is number => typeof one === 'number'))
    return { kind: 'unreadable', why: 'The brackets must hold at least one number, and nothing else.' };
  return { kind: 'vector', vector: read };
}
