import type { ReactNode } from 'react';
import type { Alert, AlertStep, CaseEvent } from '../api/alert';
import { lifeOf, verdictWord } from '../text/alert';
import { distinct } from '../text/life';
import { scoreInWords } from '../text/risk';
import type { IconName } from './icon';
import { Life, LifeLine, Names } from './life';

const ICONS: Record<string, IconName> = {
  RAISED: 'alerts',
  ESCALATED: 'escalated',
  SUBSIDED: 'subsided',
  ACKNOWLEDGED: 'access',
  ASSIGNED: 'person',
  CLOSED: 'allow',
  REOPENED: 'refresh',
  NOTIFIED: 'told',
  UNDELIVERED: 'failed',
};

/** What the score did, what people did with it, and who was told. */
export function AlertLife({ alert }: { alert: Alert }) {
  return (
    <Life>
      {lifeOf(alert.steps, alert.case).map((line) =>
        line.of === 'score' ? (
          <LifeLine
            key={`${line.step.kind} ${line.step.at} ${line.step.level}`}
            kind={line.step.kind}
            icon={ICONS[line.step.kind] ?? 'unknown'}
            reason=""
            time={line.step.at}
          >
            {scored(line.step)}
          </LifeLine>
        ) : (
          <LifeLine
            key={line.events[0].id}
            kind={line.events[0].kind}
            icon={ICONS[line.events[0].kind] ?? 'unknown'}
            reason={line.events.length === 1 ? line.events[0].reason : ''}
            time={(line.events.at(-1) ?? line.events[0]).at}
          >
            {done(line.events)}
          </LifeLine>
        ),
      )}
    </Life>
  );
}

function scored(step: AlertStep): ReactNode {
  const score = scoreInWords(step);
  switch (step.kind) {
    case 'RAISED':
      return <>Raised at {score}</>;
    case 'ESCALATED':
      return <>The score went on to {score}</>;
    case 'SUBSIDED':
      return <>The score fell to {score}</>;
    default:
      return (
        <>
          {step.kind.toLowerCase()} {score}
        </>
      );
  }
}

function done(events: readonly [CaseEvent, ...CaseEvent[]]): ReactNode {
  const [first] = events;
  const who = <Names names={distinct([first.actor])} />;
  switch (first.kind) {
    case 'ACKNOWLEDGED':
      return <>Acknowledged by {who}</>;
    case 'ASSIGNED':
      return first.assignee === first.actor ? (
        <>Taken by {who}</>
      ) : (
        <>
          Assigned to <Names names={distinct([first.assignee])} /> by {who}
        </>
      );
    case 'CLOSED':
      return (
        <>
          Closed by {who}
          {first.verdict !== null && <>: {verdictWord(first.verdict)}</>}
        </>
      );
    case 'REOPENED':
      return <>Reopened by {who}</>;
    case 'NOTIFIED':
      return (
        <>
          Told to <Names names={distinct(events.map(({ webhook }) => webhook))} />
        </>
      );
    case 'UNDELIVERED':
      return (
        <>
          <strong>Undelivered:</strong> <Names names={distinct([first.webhook])} /> could not be told
        </>
      );
    default:
      return (
        <>
          {first.kind.toLowerCase()} {who}
        </>
      );
  }
}
