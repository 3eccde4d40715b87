import type { View } from '../address/view';
import { EXCHANGE_FIELDS, SESSION_FIELDS, parse, toParameters } from '../text/query';
import { exchanges, sessions } from './queries';

/** The question to the service that a search page's address stands for. */
export const exchangesAsked = (view: View) => exchanges(toParameters(parse(view.query, EXCHANGE_FIELDS)), view.range);

/** The same for sessions, which have no texts: words cannot narrow them. */
export function sessionsAsked(view: View) {
  const terms = parse(view.query, SESSION_FIELDS).filter((term) => term.kind === 'field');
  return sessions(toParameters(terms), view.range);
}
