/** The stretch of time that a list is about. */
export type TimeRange =
  { kind: 'last'; span: Span } | { kind: 'between'; from: string | null; to: string | null } | { kind: 'all' };

export const SPANS = { '15m': 15 * 60, '1h': 3600, '24h': 86_400, '7d': 7 * 86_400, '30d': 30 * 86_400 } as const;

export type Span = keyof typeof SPANS;

const WORDS: Record<Span, string> = {
  '15m': 'last 15 min',
  '1h': 'last hour',
  '24h': 'last 24 h',
  '7d': 'last 7 days',
  '30d': 'last 30 days',
};

export const DEFAULT_RANGE: TimeRange = { kind: 'last', span: '24h' };

export function isSpan(text: string): text is Span {
  return Object.hasOwn(SPANS, text);
}

/** The instants to ask for; a range that ends now has no end, so that what arrives meanwhile is found. */
export function bounds(range: TimeRange, now: number): { from: string | null; to: string | null } {
  switch (range.kind) {
    case 'last':
      return { from: new Date(now - SPANS[range.span] * 1000).toISOString(), to: null };
    case 'between':
      return { from: range.from, to: range.to };
    case 'all':
      return { from: null, to: null };
  }
}

export function rangeInWords(range: TimeRange): string {
  switch (range.kind) {
    case 'last':
      return WORDS[range.span];
    case 'between':
      if (range.from === null && range.to === null) return 'all time';
      if (range.to === null) return `since ${short(range.from)}`;
      if (range.from === null) return `until ${short(range.to)}`;
      return `${short(range.from)} – ${short(range.to)}`;
    case 'all':
      return 'all time';
  }
}

function short(instant: string | null): string {
  return instant === null ? '' : localMinute(instant).replace('T', ' ');
}

/** As a datetime-local input takes it: local time, to the minute. */
export function localMinute(instant: string): string {
  const at = new Date(instant);
  const two = (n: number) => String(n).padStart(2, '0');
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}T${two(at.getHours())}:${two(at.getMinutes())}`;
}
