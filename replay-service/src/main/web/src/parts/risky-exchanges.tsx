import { Link } from 'wouter';
import { exchangeAddress } from '../address/view';
import type { ReasonedPart, RiskyExchange } from '../api/risk';
import { largestFirst, points } from '../text/risk';
import { shortId } from '../text/short-id';
import { Level } from './level';
import { PartsBar, SignalName } from './parts-bar';
import { VisibleText } from './visible-text';
import { When } from './when';
import './risky-exchanges.css';

/** Exchanges with what made them risky, and why. */
export function RiskyExchanges({ exchanges }: { exchanges: readonly RiskyExchange[] }) {
  return (
    <ol className="risky-exchanges">
      {exchanges.map((exchange) => (
        <li key={exchange.id}>
          <Headline of={exchange} />
          <PartsBar parts={exchange.parts} />
          <Reasons parts={exchange.parts} />
        </li>
      ))}
    </ol>
  );
}

const Headline = ({ of: { id, at, connection, score, level } }: { of: RiskyExchange }) => (
  <p className="line">
    <strong>{points(score)}</strong>
    {level !== undefined && <Level level={level} />}
    <Link href={exchangeAddress(id, { kind: 'none' })}>
      exchange <code>{shortId(id)}</code>
    </Link>
    <span className="quiet">
      <VisibleText text={connection || '–'} />
    </span>
    <span className="quiet when">
      <When time={at} />
    </span>
  </p>
);

const Reasons = ({ parts }: { parts: readonly ReasonedPart[] }) => (
  <ul>
    {largestFirst(parts).map(({ signal, points: added, reason }) => (
      <li key={signal}>
        <SignalName signal={signal} /> <span className="number">{points(added)}</span>
        {reason !== '' && (
          <span className="quiet">
            <VisibleText text={reason} />
          </span>
        )}
      </li>
    ))}
  </ul>
);
