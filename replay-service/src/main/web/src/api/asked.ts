import type { View } from '../address/view';
import { ACCESS_FIELDS, EXCHANGE_FIELDS, SESSION_FIELDS, parse, toParameters } from '../text/query';
import { accesses, exchanges, sessions } from './queries';

/** The question to the service that a search page's address stands for. */
export const exchangesAsked = (view: View) => exchanges(toParameters(parse(view.query, EXCHANGE_FIELDS)), view.range);

/** The same for sessions, which have no texts: words cannot narrow them. */
export function sessionsAsked(view: View) {
  const terms = parse(view.query, SESSION_FIELDS).filter((term) => term.kind === 'field');
  return sessions(toParameters(terms), view.range);
}

/** The same for accesses, which fields alone narrow. */
export function accessesAsked(view: View) {
  const terms = parse(view.query, ACCESS_FIELDS).filter((term) => term.kind === 'field');
  return accesses(toParameters(terms), view.range);
}
