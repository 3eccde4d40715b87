import type { Part } from '../api/risk';
import { segments } from '../picture/stack';
import { points, partsInWords, together } from '../text/risk';
import { signalNamed } from '../text/signals';
import './parts-bar.css';

type Pointed = Pick<Part, 'signal' | 'points'>;

/** What a score is made of, to scale: the whole length is 100 points. */
export function PartsBar({ parts }: { parts: readonly Pointed[] }) {
  return (
    <svg
      className="parts-bar"
      viewBox="0 0 100 8"
      preserveAspectRatio="none"
      role="img"
      aria-label={partsInWords(parts) || 'no signal adds anything'}
    >
      <rect className="whole" width="100" height="8" />
      {segments(parts).map(({ signal, family, start, length }) => (
        <rect key={signal} data-family={family} x={start * 100} width={length * 100} height="8" />
      ))}
    </svg>
  );
}

/** A signal by its name, in the colour that it has in pictures. */
export function SignalName({ signal }: { signal: string }) {
  const { label, family, meaning } = signalNamed(signal);
  return (
    <span className="signal-name" title={meaning}>
      <i data-family={family} aria-hidden="true" />
      {label}
    </span>
  );
}

/** Said where more points come together than count. */
export function MoreThanCount({ parts }: { parts: readonly Pointed[] }) {
  const sum = together(parts);
  return sum <= 100 ? null : <p className="quiet">Together {points(sum)} points, of which 100 count.</p>;
}
