import { Link } from 'wouter';
import { exchangeAddress } from '../address/view';
import type { Neighbour } from '../api/nearest';
import { count } from '../text/number';
import { spelled } from '../text/visible';
import { Decision } from './decision';
import { VisibleText } from './visible-text';
import { When } from './when';
import './neighbour-table.css';

/** Recorded vectors that are like one, the nearest first. */
export function NeighbourTable({ items, label }: { items: readonly Neighbour[]; label: string }) {
  return (
    <div className="neighbour-table" tabIndex={0} role="region" aria-label={label}>
      <table>
        <thead>
          <tr>
            <th scope="col">Cosine</th>
            <th scope="col">Text</th>
            <th scope="col">Caller</th>
            <th scope="col">Decision</th>
            <th scope="col">Time</th>
          </tr>
        </thead>
        <tbody>
          {items.map(({ exchange, input, text, cosine, identical }) => (
            <tr key={`${exchange.id}/${input}`}>
              <td>
                <Likeness cosine={cosine} identical={identical} />
              </td>
              <td className="text">
                <Link
                  href={exchangeAddress(exchange.id, { kind: 'none' })}
                  title={`Open the exchange of ${spelled(exchange.subject)}`}
                >
                  {text === '' ? `input ${input}` : <VisibleText text={text} />}
                </Link>
                {exchange.inputs > 1 && (
                  <span className="quiet">
                    {' '}
                    {count(input + 1)} of {count(exchange.inputs)}
                  </span>
                )}
              </td>
              <td>
                <VisibleText text={exchange.subject} />
              </td>
              <td>
                <Decision decision={exchange.decision} />
              </td>
              <td>
                <When time={exchange.time} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** As a number and, for those who look, as a bar. */
function Likeness({ cosine, identical }: { cosine: number; identical: boolean }) {
  return (
    <span className="likeness" title={`cosine ${cosine}`}>
      <meter min={0} max={1} value={Math.max(0, cosine)} aria-hidden="true" />
      {identical ? 'the same' : cosine.toFixed(4)}
    </span>
  );
}
