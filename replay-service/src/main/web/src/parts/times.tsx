import type { Exchange } from '../api/types';
import { between, micros } from '../text/time';
import './times.css';

/** The upstream's share of the time, and what the gateway added to it, to scale. */
export function Times({ exchange }: { exchange: Exchange }) {
  const { upstreamMicros: upstream, addedMicros: added } = exchange;
  if (upstream === null && added === null)
    return <>{exchange.endedAt === null ? '–' : between(exchange.time, exchange.endedAt)}</>;
  const whole = Math.max(1, (upstream ?? 0) + (added ?? 0));
  const ours = ((added ?? 0) / whole) * 100;
  return (
    <div className="times">
      <svg viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true">
        <rect className="upstream" width={100 - ours} height="6" />
        <rect className="ours" x={100 - ours} width={ours} height="6" />
      </svg>
      <span className="parts">
        <span>
          <i className="upstream" /> upstream {upstream === null ? 'not called' : micros(upstream)}
        </span>
        <span>
          <i className="ours" /> added {added === null ? '–' : micros(added)}
        </span>
      </span>
    </div>
  );
}
