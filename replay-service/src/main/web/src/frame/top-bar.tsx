import type { RefObject } from 'react';
import { useQueryClient, type QueryClient } from '@tanstack/react-query';
import { useLocation, useSearch } from 'wouter';
import { alertsAddress, followsAlerts, readAlerts } from '../address/alerts';
import { approvalsAddress, readApprovals } from '../address/approvals';
import { overviewAddress } from '../address/overview';
import { callerAddress, callersFound, readCaller, subjectIn } from '../address/callers';
import { readReplays, replaysAddress } from '../address/replays';
import {
  accessAddress,
  exportsAddress,
  policiesAddress,
  readOrigin,
  readPolicies,
  readView,
  searchAddress,
  sessionsAddress,
  type View,
} from '../address/view';
import {
  accessesAsked,
  alertsAsked,
  approvalsAsked,
  callersAsked,
  countsAsked,
  exchangesAsked,
  sessionsAsked,
} from '../api/asked';
import { askAgain } from '../api/use-rows';
import {
  ACCESS_FIELDS,
  ALERT_FIELDS,
  APPROVAL_FIELDS,
  CALLER_FIELDS,
  EXCHANGE_FIELDS,
  SESSION_FIELDS,
  type FieldOfQuery,
} from '../text/query';
import type { TimeRange } from '../text/time-range';
import { Person } from './person';
import { QueryBar } from './query-bar';
import { ReasonMenu } from './reason-menu';
import { TimeRangeMenu } from './time-range-menu';
import './top-bar.css';

interface Listed {
  fields: readonly FieldOfQuery[];
  placeholder: string;
  /** @param search the address's query: what else it is about stays */
  ask: (client: QueryClient, view: View, search: string) => void;
  addressOf: (view: View, search: string) => string;
}

const EXCHANGES: Listed = {
  fields: EXCHANGE_FIELDS,
  placeholder: 'subject:alice model:text-embedding-3* "a phrase"',
  ask: (client, view) => {
    askAgain(client, exchangesAsked(view));
    // A failure is a state of the side, which shows it.
    client.query({ ...countsAsked(view), staleTime: 0 }).catch(() => undefined);
  },
  addressOf: searchAddress,
};

/** What the query narrows where it is not exchanges. */
const LISTED: Record<string, Listed> = {
  // Nothing is listed by it: it says what goes into a file, or to a provider again.
  '/exports': {
    fields: EXCHANGE_FIELDS,
    placeholder: EXCHANGES.placeholder,
    ask: () => undefined,
    addressOf: exportsAddress,
  },
  '/replays': {
    fields: EXCHANGE_FIELDS,
    placeholder: EXCHANGES.placeholder,
    ask: () => undefined,
    addressOf: (view, search) => replaysAddress({ ...readReplays(search), ...view, session: null }),
  },
  '/sessions': {
    fields: SESSION_FIELDS,
    placeholder: 'subject:alice connection:openai',
    ask: (client, view) => askAgain(client, sessionsAsked(view)),
    addressOf: sessionsAddress,
  },
  '/approvals': {
    fields: APPROVAL_FIELDS,
    placeholder: 'subject:alice connection:openai rule:cards-wait',
    ask: (client, view, search) => askAgain(client, approvalsAsked({ ...readApprovals(search), ...view })),
    addressOf: (view, search) =>
      approvalsAddress({ ...readApprovals(search), at: null, beside: false, query: view.query, range: view.range }),
  },
  '/callers': {
    fields: CALLER_FIELDS,
    placeholder: 'alice level:high',
    ask: (client, view) => askAgain(client, callersAsked(view)),
    addressOf: ({ query }) => callersFound(query),
  },
  '/alerts': {
    fields: ALERT_FIELDS,
    placeholder: 'subject:alice level:critical assignee:bob',
    ask: (client, view, search) => askAgain(client, alertsAsked({ ...readAlerts(search), ...view })),
    addressOf: (view, search) =>
      alertsAddress({ ...readAlerts(search), at: null, beside: false, query: view.query, range: view.range }),
  },
  '/access': {
    fields: ACCESS_FIELDS,
    placeholder: 'actor:alice action:view object:exchanges/*',
    ask: (client, view) => askAgain(client, accessesAsked(view)),
    addressOf: accessAddress,
  },
};

export function TopBar({ query }: { query: RefObject<HTMLInputElement | null> }) {
  const [path, navigate] = useLocation();
  const search = useSearch();
  const client = useQueryClient();
  const listed = LISTED[path] ?? EXCHANGES;
  const view = viewShown(path, search);
  const onRange = (range: TimeRange) => {
    const subject = subjectIn(path);
    if (path === '/overview') navigate(overviewAddress(range));
    else if (path === '/policies') navigate(policiesAddress({ ...readPolicies(search), range }));
    else if (subject !== null) navigate(callerAddress(subject, { range }));
    else show({ ...view, range });
  };
  const show = (next: View) => {
    // Asking means: what is there now? An answer from before would only do for going back.
    listed.ask(client, next, search);
    navigate(listed.addressOf(next, search));
  };
  return (
    <header className="top-bar">
      <QueryBar
        key={`${listed.placeholder} ${view.query}`}
        input={query}
        query={view.query}
        fields={listed.fields}
        placeholder={listed.placeholder}
        onAsk={(text) => show({ ...view, query: text })}
      />
      {view.listed && <TimeRangeMenu range={view.range} onChoose={onRange} />}
      <ReasonMenu />
      <Person />
    </header>
  );
}

const RANGED = ['/overview', '/search', '/exports', '/replays', '/sessions', '/policies', '/access'];

/** An exchange keeps the query of the search that it was opened from; other pages are not about a stretch of time. */
function viewShown(path: string, search: string): View & { listed: boolean } {
  if (RANGED.includes(path)) return { ...readView(search), listed: true };
  // The queue is all that waits, whenever it was asked for.
  if (path === '/approvals') return { ...readView(search), listed: readApprovals(search).shown !== 'waiting' };
  if (path === '/alerts') return { ...readView(search), listed: !followsAlerts(readAlerts(search).shown) };
  if (path === '/callers') return { ...readView(search), listed: false };
  if (subjectIn(path) !== null) return { query: '', range: readCaller(search).range, listed: true };
  const origin = readOrigin(search);
  return origin.kind === 'search' ? { ...origin.view, listed: true } : { ...readView(''), listed: false };
}
