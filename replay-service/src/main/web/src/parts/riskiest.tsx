import { Link } from 'wouter';
import { callerAddress } from '../address/callers';
import { callers } from '../api/risks';
import { useRows } from '../api/use-rows';
import { spelled } from '../text/visible';
import { Failure } from './failure';
import { Score } from './level';
import { PartsBar } from './parts-bar';
import { Skeleton } from './skeleton';
import { VisibleText } from './visible-text';
import './riskiest.css';

const MOST = 8;

/** The callers whose scores are highest now, whatever the time range is. */
export function Riskiest() {
  const list = useRows(callers({}));
  return (
    <section className="riskiest panel" aria-label="Riskiest callers">
      <h2>Riskiest callers</h2>
      {list.pending ? (
        <Skeleton what="callers" rows={5} />
      ) : list.error !== null ? (
        <Failure what="Scores could not be loaded" error={list.error} works="Scoring goes on." again={list.refresh} />
      ) : list.rows.length === 0 ? (
        <p className="quiet">Nobody has a score yet: the first call gets one within two seconds.</p>
      ) : (
        <ul>
          {list.rows.slice(0, MOST).map((row) => (
            <li key={row.subject}>
              <Link href={callerAddress(row.subject)} aria-label={`The caller ${spelled(row.subject)}`}>
                <VisibleText text={row.subject} />
              </Link>
              <PartsBar parts={row.parts} />
              <Score of={row} />
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
