import { joined } from './view';

/** What others are looked for by: a recorded vector, or the hash of any. */
export type Likeness = { kind: 'recorded'; exchange: string; input: number } | { kind: 'hash'; hash: string };

export function readLikeness(search: string): Likeness | null {
  const query = new URLSearchParams(search);
  const hash = query.get('hash');
  if (hash !== null && hash !== '') return { kind: 'hash', hash };
  const exchange = query.get('exchange');
  const input = query.get('input') ?? '0';
  return exchange !== null && exchange !== '' && /^[0-9]{1,6}$/u.test(input)
    ? { kind: 'recorded', exchange, input: Number(input) }
    : null;
}

export function similarAddress(likeness: Likeness | null): string {
  const query = new URLSearchParams();
  if (likeness?.kind === 'hash') query.set('hash', likeness.hash);
  if (likeness?.kind === 'recorded') {
    query.set('exchange', likeness.exchange);
    query.set('input', String(likeness.input));
  }
  return joined('/similar', query);
}
