import type { RefObject } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import { useLocation, useSearch } from 'wouter';
import {
  policiesAddress,
  readOrigin,
  readPolicies,
  readView,
  searchAddress,
  sessionsAddress,
  type View,
} from '../address/view';
import { exchangesAsked, sessionsAsked } from '../api/asked';
import { askAgain } from '../api/use-rows';
import { EXCHANGE_FIELDS, SESSION_FIELDS } from '../text/query';
import type { TimeRange } from '../text/time-range';
import { Person } from './person';
import { QueryBar } from './query-bar';
import { TimeRangeMenu } from './time-range-menu';
import './top-bar.css';

export function TopBar({ query }: { query: RefObject<HTMLInputElement | null> }) {
  const [path, navigate] = useLocation();
  const search = useSearch();
  const client = useQueryClient();
  const onSessions = path === '/sessions';
  const view = viewShown(path, search);
  const onRange = (range: TimeRange) => {
    if (path === '/policies') navigate(policiesAddress({ ...readPolicies(search), range }));
    else show({ ...view, range });
  };
  const show = (next: View) => {
    // Asking means: what is there now? An answer from before would only do for going back.
    if (onSessions) askAgain(client, sessionsAsked(next));
    else askAgain(client, exchangesAsked(next));
    navigate(onSessions ? sessionsAddress(next) : searchAddress(next));
  };
  return (
    <header className="top-bar">
      <QueryBar
        key={`${onSessions ? 'sessions' : 'exchanges'} ${view.query}`}
        input={query}
        query={view.query}
        fields={onSessions ? SESSION_FIELDS : EXCHANGE_FIELDS}
        placeholder={
          onSessions ? 'subject:alice connection:openai' : 'subject:alice model:text-embedding-3* "a phrase"'
        }
        onAsk={(text) => show({ ...view, query: text })}
      />
      {view.listed && <TimeRangeMenu range={view.range} onChoose={onRange} />}
      <Person />
    </header>
  );
}

/** An exchange keeps the query of the search that it was opened from; other pages are not about a stretch of time. */
function viewShown(path: string, search: string): View & { listed: boolean } {
  if (path === '/search' || path === '/sessions' || path === '/policies') return { ...readView(search), listed: true };
  const origin = readOrigin(search);
  return origin.kind === 'search' ? { ...origin.view, listed: true } : { ...readView(''), listed: false };
}
