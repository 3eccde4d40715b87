import { POLL_MS } from '../api/live';
import { useLiveness } from '../api/use-live';
import { Strip } from './strip';
import './live-mark.css';

/** Whether a list follows what happens at once. */
export function LiveMark() {
  const liveness = useLiveness();
  if (liveness === 'starting') return null;
  return (
    <span className="live-mark" data-liveness={liveness}>
      {liveness === 'live' ? 'live' : `not live: asked every ${POLL_MS / 1000} s`}
    </span>
  );
}

/** Says so where it does not. */
export function NotLive() {
  if (useLiveness() !== 'away') return null;
  return (
    <Strip icon="failed" role="status">
      Not live: what others do is asked for every {POLL_MS / 1000} seconds until the stream of events is back.
    </Strip>
  );
}
