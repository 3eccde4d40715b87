import type { TimeRange } from '../text/time-range';
import {
  callerPath,
  joined,
  readListView,
  readSubject,
  readView,
  writeListView,
  writeView,
  type ListView,
} from './view';

export const callersAddress = (view: ListView) => joined('/callers', writeListView({ ...view, beside: false }));

/** The list with nothing chosen, narrowed by a query. */
export const callersFound = (query: string) => callersAddress({ ...readView(''), query, at: null, beside: false });

export interface CallerView {
  range: TimeRange;
  /** The exchange of the moment that is looked at; null: none. */
  at: string | null;
}

export function callerAddress(subject: string, view: Partial<CallerView> = {}): string {
  const { range, at } = { ...readView(''), at: null, ...view };
  const query = writeView({ query: '', range });
  if (at !== null) query.set('at', at);
  return joined(callerPath(subject), query);
}

export function readCaller(search: string): CallerView {
  const { range, at } = readListView(search);
  return { range, at };
}

/** Whose page a path is; null where it is another page. */
export function subjectIn(path: string): string | null {
  const part = /^\/callers\/(.+)$/u.exec(path)?.[1];
  return part === undefined ? null : readSubject(part);
}
