import { Link } from 'wouter';
import { alertAddress, alertsShown } from '../address/alerts';
import { alerts } from '../api/alerts';
import { ALWAYS } from '../api/queries';
import { useRows } from '../api/use-rows';
import { formatTerm } from '../text/query';
import { AlertState } from './alert-state';
import { Failure } from './failure';
import { Score } from './level';
import { Skeleton } from './skeleton';
import { When } from './when';

const MOST_SHOWN = 20;

/** The alerts about a caller, the newest first. */
export function CallerAlerts({ subject }: { subject: string }) {
  const list = useRows(alerts({ subject }, ALWAYS));
  const query = formatTerm({ kind: 'field', field: 'subject', value: subject });
  const from = { query, range: ALWAYS, shown: 'all' } as const;
  return (
    <section className="caller-alerts">
      <h2>Its alerts</h2>
      {list.pending ? (
        <Skeleton what="its alerts" rows={2} />
      ) : list.error !== null ? (
        <Failure
          what="Its alerts could not be loaded"
          error={list.error}
          works="Its score is shown all the same."
          again={list.refresh}
        />
      ) : list.rows.length === 0 ? (
        <p className="quiet note">None was raised about this caller.</p>
      ) : (
        <ul>
          {list.rows.slice(0, MOST_SHOWN).map((row) => (
            <li key={row.id}>
              <Link href={alertAddress(row.id, from)}>
                Raised <When time={row.raisedAt} />
              </Link>
              <Score of={row} />
              <AlertState state={row.state} verdict={row.verdict} />
            </li>
          ))}
        </ul>
      )}
      {(list.rows.length > MOST_SHOWN || list.unfinished) && (
        <p className="note">
          <Link href={alertsShown('all', { query, range: ALWAYS })}>All of them</Link>
        </p>
      )}
    </section>
  );
}
