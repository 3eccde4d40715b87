import type { Alert, AlertStep } from '../api/alert';
import { listed } from '../text/approval';
import { verdictWord } from '../text/alert';
import { counted } from '../text/number';
import { points, strongest } from '../text/risk';
import { VisibleText } from './visible-text';
import { When } from './when';
import './alert-said.css';

/** What happened, in one sentence. */
export function AlertSaid({ alert }: { alert: Alert }) {
  const { subject, parts, exchangeCount, subsidedAt, steps, raisedAt } = alert;
  const raised = steps.find(({ kind }) => kind === 'RAISED') ?? { ...alert, at: raisedAt };
  const escalated = steps.findLast(({ kind }) => kind === 'ESCALATED');
  return (
    <p className="alert-said">
      The score of{' '}
      <strong>
        <VisibleText text={subject} />
      </strong>{' '}
      rose to <Reached step={raised} />
      {escalated !== undefined && (
        <>
          , and on to <Reached step={escalated} />
        </>
      )}
      , because of {listed(strongest(parts, 4), 'and') || 'signals that are not said'}
      {exchangeCount > 0 && <> in {counted(exchangeCount, 'exchange')}</>}
      {subsidedAt !== null && (
        <>
          ; it fell again <When time={subsidedAt} />
        </>
      )}
      .
    </p>
  );
}

const Reached = ({ step: { score, level, at } }: { step: Pick<AlertStep, 'score' | 'level' | 'at'> }) => (
  <>
    {points(score)} points ({level.toLowerCase()}) <When time={at} />
  </>
);

/** What it came to, by whom and why; nothing while it is not closed. */
export function AlertOutcome({ alert }: { alert: Alert }) {
  const closed = alert.case.findLast(({ kind }) => kind === 'CLOSED');
  if (alert.state !== 'CLOSED' || closed === undefined) return null;
  const verdict = alert.verdict ?? closed.verdict;
  return (
    <p className="alert-said">
      <strong>Closed{verdict !== null && `, ${verdictWord(verdict)},`}</strong> by <VisibleText text={closed.actor} />{' '}
      <When time={closed.at} />
      {closed.reason !== '' && (
        <span className="quiet">
          {' '}
          “<VisibleText text={closed.reason} />”
        </span>
      )}
    </p>
  );
}
