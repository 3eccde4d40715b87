import type { ReactNode } from 'react';
import { useQuery } from '@tanstack/react-query';
import { Link, useLocation } from 'wouter';
import { unclosed } from '../api/alerts';
import { waiting } from '../api/approvals';
import { me } from '../api/queries';
import type { Role } from '../api/types';
import { useRows } from '../api/use-rows';
import { Icon, type IconName } from '../parts/icon';
import { Mark } from '../parts/mark';
import { count } from '../text/number';
import { READ_DOCUMENTS, REPLAY, SEE_APPROVALS, SEE_RISK } from '../text/roles';
import './rail.css';

interface Entry {
  path: string;
  word: string;
  icon: IconName;
  also: string;
  /** Who sees it; everybody where nobody is named. */
  roles?: readonly Role[];
  /** Whether it is of all texts, and so for nobody whose scope is a part of them. */
  whole?: true;
  /** How many wait there. */
  waiting?: () => ReactNode;
}

/** Who may create and revoke keys. */
const KEEPERS: readonly Role[] = ['policy-admin'];

/** Who may see who looked at what, and take texts away in files. */
const WATCHERS: readonly Role[] = ['auditor'];

const ENTRIES: readonly Entry[] = [
  { path: '/overview', word: 'Overview', icon: 'overview', also: '/overview/' },
  { path: '/search', word: 'Search', icon: 'search', also: '/exchanges/' },
  { path: '/sessions', word: 'Sessions', icon: 'sessions', also: '/sessions/' },
  { path: '/callers', word: 'Callers', icon: 'callers', also: '/callers/', roles: SEE_RISK },
  {
    path: '/alerts',
    word: 'Alerts',
    icon: 'alerts',
    also: '/alerts/',
    roles: SEE_RISK,
    waiting: () => <Open />,
  },
  {
    path: '/approvals',
    word: 'Approvals',
    icon: 'approve',
    also: '/approvals/',
    roles: SEE_APPROVALS,
    waiting: () => <Waiting />,
  },
  { path: '/policies', word: 'Policies', icon: 'policies', also: '/policies/', roles: READ_DOCUMENTS },
  { path: '/connections', word: 'Connections', icon: 'connections', also: '/connections/' },
  { path: '/keys', word: 'Caller keys', icon: 'keys', also: '/keys/', roles: KEEPERS },
  { path: '/tokens', word: 'API tokens', icon: 'tokens', also: '/tokens/' },
  { path: '/replays', word: 'Replays', icon: 'play', also: '/replays/', roles: REPLAY },
  { path: '/exports', word: 'Exports', icon: 'download', also: '/exports/', roles: WATCHERS },
  { path: '/access', word: 'Access', icon: 'access', also: '/access/', roles: WATCHERS, whole: true },
  { path: '/health', word: 'Health', icon: 'health', also: '/health/' },
];

export function Rail({ onKeys }: { onKeys: () => void }) {
  const [path] = useLocation();
  const person = useQuery(me).data;
  const held = person?.roles ?? [];
  const seesAll = person?.sees.texts === 'everything';
  return (
    <nav className="rail" aria-label="Pages">
      <p className="name">
        <Mark />
        <span>Vectrail</span>
      </p>
      <ul>
        {ENTRIES.filter(
          ({ roles, whole }) => (roles?.some((role) => held.includes(role)) ?? true) && (!whole || seesAll),
        ).map(({ path: to, word, icon, also, waiting: number }) => (
          <li key={to}>
            <Link href={to} aria-current={path === to ? 'page' : path.startsWith(also) ? 'true' : undefined}>
              <Icon name={icon} />
              <span>{word}</span>
              {number?.()}
            </Link>
          </li>
        ))}
      </ul>
      <button type="button" className="plain keys" onClick={onKeys}>
        <kbd>?</kbd> <span>Keys</span>
      </button>
    </nav>
  );
}

/** A greater number does not fit, and says nothing more: the page has it. */
const MOST_SHOWN = 99;

/** How many of what waits this person may decide on. */
function Waiting() {
  const { rows, unfinished } = useRows(waiting({}));
  return (
    <HowMany
      number={rows.filter(({ mayDecide }) => mayDecide).length}
      unfinished={unfinished}
      words="for you to decide"
    />
  );
}

/** How many alerts nobody is at yet. */
function Open() {
  const { rows, unfinished } = useRows(unclosed({}, 'OPEN'));
  return <HowMany number={rows.length} unfinished={unfinished} words="open" />;
}

/** Nothing where there are none; "+" where there may be more. */
function HowMany({ number, unfinished, words }: { number: number; unfinished: boolean; words: string }) {
  if (number === 0) return null;
  const shown = number > MOST_SHOWN ? `${MOST_SHOWN}+` : `${count(number)}${unfinished ? '+' : ''}`;
  return (
    <span className="waiting">
      <span aria-hidden="true">
        <span className="dot">●</span>
        {shown}
      </span>
      <span className="aside">
        , {shown} {words}
      </span>
    </span>
  );
}
