import type { Act, Alert, AlertAction, AlertState, AlertStep, CaseEvent, Verdict } from '../api/alert';

export const ALERT_STATE_WORDS: Record<AlertState, string> = {
  OPEN: 'open',
  ACKNOWLEDGED: 'acknowledged',
  CLOSED: 'closed',
};

export const alertStateWord = (state: string) => ALERT_STATE_WORDS[state as AlertState] ?? state.toLowerCase();

export const VERDICT_WORDS: Record<Verdict, string> = {
  CONFIRMED: 'confirmed',
  EXPECTED: 'expected',
  FALSE_ALARM: 'false alarm',
};

export const verdictWord = (verdict: string) => VERDICT_WORDS[verdict as Verdict] ?? verdict.toLowerCase();

/** What may be done with an alert in this state. */
const MAY: Record<AlertState, readonly AlertAction[]> = {
  OPEN: ['acknowledge', 'assign', 'close'],
  ACKNOWLEDGED: ['assign', 'close'],
  CLOSED: ['reopen'],
};

export const allowedIn = (state: AlertState, action: AlertAction) => (MAY[state] ?? []).includes(action);

/** What is done by a form; the rest is done at once, since it can be taken back. */
export type Formed = Exclude<AlertAction, 'acknowledge'>;

/** What one can do with an alert, by which key. */
export interface Offer {
  name: 'acknowledge' | 'take' | 'assign' | 'close' | 'reopen';
  word: string;
  key: string;
  /** The form that it opens; else what it does at once. */
  does: { form: Formed } | { act: Act };
}

/** @param subject of the person who looks at it */
export function offersFor({ state, assignee }: Pick<Alert, 'state' | 'assignee'>, subject: string): Offer[] {
  const offers: Offer[] = [];
  if (allowedIn(state, 'acknowledge'))
    offers.push({ name: 'acknowledge', word: 'Acknowledge', key: 'a', does: { act: { action: 'acknowledge' } } });
  if (allowedIn(state, 'assign')) {
    if (assignee !== subject)
      offers.push({
        name: 'take',
        word: 'Assign to me',
        key: 'm',
        does: { act: { action: 'assign', assignee: subject } },
      });
    offers.push({ name: 'assign', word: 'Assign …', key: 't', does: { form: 'assign' } });
  }
  if (allowedIn(state, 'close')) offers.push({ name: 'close', word: 'Close', key: 'c', does: { form: 'close' } });
  if (allowedIn(state, 'reopen')) offers.push({ name: 'reopen', word: 'Reopen', key: 'r', does: { form: 'reopen' } });
  return offers;
}

/** A line of an alert's life: what the score did, or what people and webhooks did. */
export type Line = { of: 'score'; step: AlertStep } | { of: 'case'; events: readonly [CaseEvent, ...CaseEvent[]] };

/** Messages that were told one after another are one line. */
const TOGETHER = ['NOTIFIED'];

/** Both sides in the order of their times; at the same time the score comes first, since it is what people answer to. */
export function lifeOf(steps: readonly AlertStep[], events: readonly CaseEvent[]): Line[] {
  const all: { at: string; line: Line }[] = [
    ...steps.map((step) => ({ at: step.at, line: { of: 'score', step } as Line })),
    ...events.map((event) => ({ at: event.at, line: { of: 'case', events: [event] } as Line })),
  ];
  all.sort((a, b) => Date.parse(a.at) - Date.parse(b.at));
  const lines: Line[] = [];
  for (const { line } of all) {
    const last = lines.at(-1);
    if (last?.of === 'case' && line.of === 'case' && joins(last.events[0], line.events[0]))
      lines[lines.length - 1] = { of: 'case', events: [...last.events, ...line.events] };
    else lines.push(line);
  }
  return lines;
}

const joins = (before: CaseEvent, after: CaseEvent) => TOGETHER.includes(before.kind) && before.kind === after.kind;

/** Who did last what people do, and what; null where nobody has done anything. */
export const lastDone = (events: readonly CaseEvent[]): CaseEvent | null =>
  events.findLast(({ kind }) => kind !== 'NOTIFIED' && kind !== 'UNDELIVERED') ?? null;
