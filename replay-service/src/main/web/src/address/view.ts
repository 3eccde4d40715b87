import { alertIn, approvalIn, callerIn, exchangeIn, sessionIn } from '../text/access';
import { formatTerm } from '../text/query';
import { DEFAULT_RANGE, isSpan, type TimeRange } from '../text/time-range';

// All that a page shows stands in its address, so that an address can be sent to a colleague.

/** What every list is narrowed by. */
export interface View {
  query: string;
  range: TimeRange;
  /** Whether the list is followed. */
  live?: true;
}

/** A list with a row under the cursor and, beside it, that row's exchange. */
export interface ListView extends View {
  at: string | null;
  beside: boolean;
}

/** Where an exchange was opened from: what "previous" and "next" mean. */
export type Origin = { kind: 'search'; view: View } | { kind: 'session'; id: string } | { kind: 'none' };

export function readView(search: string): View {
  const query = new URLSearchParams(search);
  return {
    query: query.get('q') ?? '',
    range: readRange(query),
    ...(query.get('live') === '1' ? { live: true } : {}),
  };
}

export function readListView(search: string): ListView {
  const query = new URLSearchParams(search);
  const at = query.get('at');
  return { ...readView(search), at, beside: at !== null && query.get('beside') === '1' };
}

function readRange(query: URLSearchParams): TimeRange {
  const last = query.get('last');
  if (last === 'all') return { kind: 'all' };
  if (last !== null && isSpan(last)) return { kind: 'last', span: last };
  const from = instant(query.get('from'));
  const to = instant(query.get('to'));
  return from === null && to === null ? DEFAULT_RANGE : { kind: 'between', from, to };
}

function instant(text: string | null): string | null {
  const at = text === null ? NaN : Date.parse(text);
  return Number.isNaN(at) ? null : new Date(at).toISOString();
}

export function writeView(view: View): URLSearchParams {
  const query = new URLSearchParams();
  if (view.query !== '') query.set('q', view.query);
  if (view.live === true) query.set('live', '1');
  const { range } = view;
  if (range.kind === 'all') query.set('last', 'all');
  else if (range.kind === 'last') {
    if (range.span !== (DEFAULT_RANGE as { span?: string }).span) query.set('last', range.span);
  } else {
    if (range.from !== null) query.set('from', range.from);
    if (range.to !== null) query.set('to', range.to);
  }
  return query;
}

export function writeListView(view: ListView): URLSearchParams {
  const query = writeView(view);
  if (view.at !== null) {
    query.set('at', view.at);
    if (view.beside) query.set('beside', '1');
  }
  return query;
}

export const joined = (path: string, query: URLSearchParams) =>
  query.size === 0 ? path : `${path}?${query.toString()}`;

export const searchAddress = (view: View | ListView) =>
  joined('/search', 'at' in view ? writeListView(view) : writeView(view));

/** What a file is asked for of. */
export const exportsAddress = ({ query, range }: View) => joined('/exports', writeView({ query, range }));

export const sessionsAddress = (view: View | ListView) =>
  joined('/sessions', 'at' in view ? writeListView(view) : writeView(view));

export const accessAddress = (view: View | ListView) =>
  joined('/access', 'at' in view ? writeListView(view) : writeView(view));

/** Where what somebody looked at or changed is to be seen; else who else did. */
export function accessTarget(object: string): string {
  const exchange = exchangeIn(object);
  if (exchange !== null) return exchangeAddress(exchange, { kind: 'none' });
  const session = sessionIn(object);
  if (session !== null) return sessionAddress(session);
  const approval = approvalIn(object);
  if (approval !== null) return approvalPath(approval);
  const alert = alertIn(object);
  if (alert !== null) return alertPath(alert);
  const caller = callerIn(object);
  if (caller !== null) return callerPath(readSubject(caller));
  if (/^replays(?:\/|$)/u.test(object)) return '/replays';
  if (/^exports(?:\/|$)/u.test(object)) return '/exports';
  if (/^config(?:\/|$)/u.test(object)) return '/policies';
  if (/^keys(?:\/|$)/u.test(object)) return '/keys';
  if (/^tokens(?:\/|$)/u.test(object)) return '/tokens';
  return accessAddress({ query: formatTerm({ kind: 'field', field: 'object', value: object }), range: DEFAULT_RANGE });
}

export const approvalPath = (id: string) => `/approvals/${encodeURIComponent(id)}`;

export const alertPath = (id: string) => `/alerts/${encodeURIComponent(id)}`;

/**
 * The router decodes what is escaped in a path once, but for what has a meaning in addresses: a percent sign is escaped twice, so that
 * whatever a subject has in it comes out as it was.
 */
export const callerPath = (subject: string) => `/callers/${encodeURIComponent(subject).replaceAll('%25', '%2525')}`;

/** @param part what follows /callers/, as the router has it */
export function readSubject(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

export function sessionAddress(
  id: string,
  place: { at: string | null; beside: boolean } = { at: null, beside: false },
) {
  const query = new URLSearchParams();
  if (place.at !== null) {
    query.set('at', place.at);
    if (place.beside) query.set('beside', '1');
  }
  return joined(`/sessions/${encodeURIComponent(id)}`, query);
}

export function exchangeAddress(id: string, origin: Origin): string {
  const path = `/exchanges/${encodeURIComponent(id)}`;
  switch (origin.kind) {
    case 'search': {
      const query = writeView(origin.view);
      query.set('in', 'search');
      return joined(path, query);
    }
    case 'session':
      return joined(path, new URLSearchParams({ in: 'session', session: origin.id }));
    case 'none':
      return path;
  }
}

export function readOrigin(search: string): Origin {
  const query = new URLSearchParams(search);
  const session = query.get('session');
  if (query.get('in') === 'session' && session !== null && session !== '') return { kind: 'session', id: session };
  if (query.get('in') === 'search') return { kind: 'search', view: readView(search) };
  return { kind: 'none' };
}

/** What a key is registered for. */
export interface WrittenConnection {
  name: string;
  /** One a line. */
  targets: string;
}

export function readConnection(search: string): WrittenConnection {
  const query = new URLSearchParams(search);
  return { name: query.get('name') ?? '', targets: query.get('targets') ?? '' };
}

export function connectionAddress({ name, targets }: WrittenConnection): string {
  const query = new URLSearchParams();
  if (name !== '') query.set('name', name);
  if (targets !== '') query.set('targets', targets);
  return joined('/connections', query);
}

/** What stands where the editor is. */
export type Shown =
  | { kind: 'editor' }
  | { kind: 'review' }
  | { kind: 'trial' }
  /** What others have published since editing began. */
  | { kind: 'theirs' }
  | { kind: 'revision'; revision: number };

export const BESIDE = ['impact', 'history', 'edges'] as const;

export interface PoliciesView {
  range: TimeRange;
  shown: Shown;
  beside: (typeof BESIDE)[number];
  /** The revision under the cursor. */
  at: string | null;
}

export function readPolicies(search: string): PoliciesView {
  const query = new URLSearchParams(search);
  return {
    range: readRange(query),
    shown: readShown(query),
    beside: BESIDE.find((name) => name === query.get('beside')) ?? 'impact',
    at: query.get('at'),
  };
}

function readShown(query: URLSearchParams): Shown {
  const revision = query.get('revision');
  if (revision !== null && /^[0-9]{1,15}$/u.test(revision)) return { kind: 'revision', revision: Number(revision) };
  const show = query.get('show');
  return show === 'review' || show === 'trial' || show === 'theirs' ? { kind: show } : { kind: 'editor' };
}

export function policiesAddress({ range, shown, beside, at }: PoliciesView): string {
  const query = writeView({ query: '', range });
  if (shown.kind === 'revision') query.set('revision', String(shown.revision));
  else if (shown.kind !== 'editor') query.set('show', shown.kind);
  if (beside !== 'impact') query.set('beside', beside);
  if (at !== null) query.set('at', at);
  return joined('/policies', query);
}

export const signInAddress = (next: string) =>
  next === '/' || next === '' ? '/sign-in' : `/sign-in?${new URLSearchParams({ next }).toString()}`;

/** Where to go after signing in: a path of this console, never another site. */
export function readNext(search: string, origin: string): string {
  const next = new URLSearchParams(search).get('next') ?? '';
  if (!next.startsWith('/')) return '/overview';
  try {
    const target = new URL(next, origin);
    if (target.origin !== origin || target.pathname.startsWith('//') || target.pathname === '/sign-in')
      return '/overview';
    return target.pathname + target.search;
  } catch {
    return '/overview';
  }
}
