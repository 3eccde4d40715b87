// What the replay service answers about alerts: callers whose score reached a level, and what people did with that.

import type { Level, Part, RiskyExchange, Score } from './risk';

export type AlertState = 'OPEN' | 'ACKNOWLEDGED' | 'CLOSED';

export type Verdict = 'CONFIRMED' | 'EXPECTED' | 'FALSE_ALARM';

export interface AlertSummary extends Score {
  id: string;
  state: AlertState;
  subject: string;
  groups: string[];
  raisedAt: string;
  updatedAt: string;
  /** When the score had fallen so far that another alert can be raised; null while it has not. */
  subsidedAt: string | null;
  assignee: string | null;
  verdict: Verdict | null;
  parts: Part[];
  exchangeCount: number;
}

export interface Alert extends AlertSummary {
  /** The riskiest behind it. */
  exchanges: AlertedExchange[];
  documentHash: string;
  /** Those that are told of it. */
  webhooks: string[];
  steps: AlertStep[];
  case: CaseEvent[];
}

export interface AlertedExchange extends RiskyExchange {
  session: string;
}

/** What the score did: RAISED, ESCALATED, SUBSIDED. */
export interface AlertStep extends Score {
  kind: string;
  at: string;
  level: Level;
}

/** What people and webhooks did: ACKNOWLEDGED, ASSIGNED, CLOSED, REOPENED, NOTIFIED, UNDELIVERED. */
export interface CaseEvent {
  id: string;
  kind: string;
  at: string;
  actor: string;
  assignee: string | null;
  verdict: Verdict | null;
  reason: string;
  webhook: string | null;
}

export type AlertAction = 'acknowledge' | 'assign' | 'close' | 'reopen';

/** What somebody does with an alert. */
export type Act =
  | { action: 'acknowledge' }
  | { action: 'assign'; assignee: string }
  | { action: 'close'; verdict: 'confirmed' | 'expected' | 'false-alarm'; reason: string }
  | { action: 'reopen'; reason: string };
