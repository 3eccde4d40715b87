import type { Part, ReasonedPart } from '../api/risk';
import { largestFirst, points, share } from '../text/risk';
import { signalNamed } from '../text/signals';
import { MoreThanCount, PartsBar, SignalName } from './parts-bar';
import { VisibleText } from './visible-text';
import './parts-table.css';

interface Props {
  label: string;
  parts: readonly (Part | ReasonedPart)[];
  /** What is said where no signal adds anything. */
  none?: string;
}

/** What a score is made of: a bar, and beside it each signal with what it means, or why. */
export function PartsTable({ label, parts, none = 'No signal adds anything.' }: Props) {
  const some = largestFirst(parts);
  if (some.length === 0) return <p className="parts quiet">{none}</p>;
  return (
    <div className="parts">
      <PartsBar parts={some} />
      <table aria-label={label}>
        <thead>
          <tr>
            <th scope="col">Signal</th>
            <th scope="col" className="number">
              Points
            </th>
            <th scope="col" className="number">
              Weight
            </th>
            <th scope="col" className="number">
              Strength
            </th>
          </tr>
        </thead>
        <tbody>
          {some.map((part) => (
            <tr key={part.signal}>
              <th scope="row">
                <SignalName signal={part.signal} />
                <span className="why">
                  {'reason' in part && part.reason !== '' ? (
                    <VisibleText text={part.reason} />
                  ) : (
                    signalNamed(part.signal).meaning
                  )}
                </span>
              </th>
              <td className="number">{points(part.points)}</td>
              <td className="number">{points(part.weight)}</td>
              <td className="number">{share(part.strength)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <MoreThanCount parts={some} />
    </div>
  );
}
