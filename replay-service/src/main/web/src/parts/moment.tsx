import { Link } from 'wouter';
import { exchangeAddress } from '../address/view';
import type { Moment as Of } from '../api/risk';
import { largestFirst, points } from '../text/risk';
import { shortId } from '../text/short-id';
import { exact } from '../text/time';
import { Score } from './level';
import { PartsBar, SignalName } from './parts-bar';

/** What a caller's score was at one moment, and the exchange that came then. */
export function Moment({ of: moment }: { of: Of | undefined }) {
  if (moment === undefined)
    return <p className="moment quiet">Point at a moment, or go through them with the arrows, to see its parts.</p>;
  return (
    <div className="moment">
      <p className="line">
        <Score of={moment} />
        <time dateTime={moment.at}>{exact(moment.at)}</time>
        <Link href={exchangeAddress(moment.exchange, { kind: 'none' })}>
          exchange <code>{shortId(moment.exchange)}</code>
        </Link>
      </p>
      <PartsBar parts={moment.parts} />
      <ul>
        {largestFirst(moment.parts).map(({ signal, points: added }) => (
          <li key={signal}>
            <SignalName signal={signal} /> {points(added)}
          </li>
        ))}
      </ul>
    </div>
  );
}
