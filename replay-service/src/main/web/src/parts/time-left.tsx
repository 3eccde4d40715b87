import { timeLeft } from '../text/approval';
import { exact } from '../text/time';
import { useSecond } from './use-now';
import './time-left.css';

/** What is left of the time to decide, as a ring and in words. */
export function TimeLeft({ of }: { of: { time: string; expires: string } }) {
  const { part, words, urgency } = timeLeft(of, useSecond());
  return (
    <span className="time-left" data-urgency={urgency} title={`until ${exact(of.expires)}`}>
      <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
        <circle className="whole" cx="8" cy="8" r="6" />
        <circle className="part" cx="8" cy="8" r="6" pathLength="100" strokeDasharray={`${part * 100} 100`} />
      </svg>
      {words}
    </span>
  );
}
