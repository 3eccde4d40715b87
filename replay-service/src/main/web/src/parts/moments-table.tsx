import { useState } from 'react';
import { Link } from 'wouter';
import { exchangeAddress } from '../address/view';
import type { Moment } from '../api/risk';
import { counted } from '../text/number';
import { partsInWords } from '../text/risk';
import { shortId } from '../text/short-id';
import { exact } from '../text/time';
import { Score } from './level';

/** The same as the picture, for those who read. */
export function MomentsTable({ history }: { history: readonly Moment[] }) {
  const [open, setOpen] = useState(false);
  return (
    <details className="moments" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>As a table, {counted(history.length, 'moment')}</summary>
      {open && (
        <table aria-label="Score over time">
          <thead>
            <tr>
              <th scope="col">When</th>
              <th scope="col">Score</th>
              <th scope="col">Parts</th>
              <th scope="col">Exchange</th>
            </tr>
          </thead>
          <tbody>
            {history.toReversed().map((moment) => (
              <tr key={moment.exchange}>
                <td>{exact(moment.at)}</td>
                <td>
                  <Score of={moment} />
                </td>
                <td>{partsInWords(moment.parts) || '–'}</td>
                <td>
                  <Link href={exchangeAddress(moment.exchange, { kind: 'none' })}>
                    <code>{shortId(moment.exchange)}</code>
                  </Link>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </details>
  );
}
