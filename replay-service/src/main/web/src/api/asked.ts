import { followsAlerts, type AlertsView } from '../address/alerts';
import type { ApprovalsView } from '../address/approvals';
import type { View } from '../address/view';
import {
  ACCESS_FIELDS,
  ALERT_FIELDS,
  APPROVAL_FIELDS,
  CALLER_FIELDS,
  EXCHANGE_FIELDS,
  SESSION_FIELDS,
  parse,
  toParameters,
} from '../text/query';
import { alerts, unclosed } from './alerts';
import { approvals, waiting } from './approvals';
import { counts } from './counts';
import { accesses, exchanges, sessions } from './queries';
import { callers } from './risks';

/** The question to the service that a search page's address stands for. */
export const exchangesAsked = (view: View) => exchanges(toParameters(parse(view.query, EXCHANGE_FIELDS)), view.range);

/** How many these are, and of what. */
export const countsAsked = (view: View) => counts(toParameters(parse(view.query, EXCHANGE_FIELDS)), view.range);

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

/** The same for approvals, which fields alone narrow. The queue is all that waits, whenever it was asked for. */
export function approvalsAsked({ query, range, shown }: Pick<ApprovalsView, 'query' | 'range' | 'shown'>) {
  const filter = toParameters(parse(query, APPROVAL_FIELDS).filter((term) => term.kind === 'field'));
  if (shown === 'waiting') return waiting(filter);
  return approvals({ ...filter, state: shown === 'all' ? null : shown.toUpperCase() }, range);
}

/** The same for alerts. Those that are not done with are all there are, whenever they were raised. */
export function alertsAsked({ query, range, shown }: Pick<AlertsView, 'query' | 'range' | 'shown'>) {
  const filter = withLevel(toParameters(parse(query, ALERT_FIELDS).filter((term) => term.kind === 'field')));
  if (followsAlerts(shown)) return unclosed(filter, shown === 'open' ? 'OPEN' : 'ACKNOWLEDGED');
  return alerts({ ...filter, state: shown === 'all' ? null : 'CLOSED' }, range);
}

/** The same for callers, whose names words find. */
export const callersAsked = ({ query }: Pick<View, 'query'>) =>
  callers(withLevel(toParameters(parse(query, CALLER_FIELDS))));

/** As the service calls it. */
const withLevel = ({ level, ...others }: Record<string, string>) =>
  level === undefined ? others : { ...others, level: level.toUpperCase() };
