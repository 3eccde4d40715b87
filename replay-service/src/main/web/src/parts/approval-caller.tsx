import { Link } from 'wouter';
import { approvalsShown } from '../address/approvals';
import { callerAddress } from '../address/callers';
import type { Approval } from '../api/approval';
import { ALWAYS } from '../api/queries';
import { count, counted } from '../text/number';
import { formatTerm } from '../text/query';
import { Score } from './level';
import { When } from './when';
import './approval-caller.css';

/** What is known of the caller from before. */
export function ApprovalCaller({ approval }: { approval: Approval }) {
  const { history, risk, subject } = approval;
  const query = formatTerm({ kind: 'field', field: 'subject', value: subject });
  return (
    <section className="approval-caller">
      <h2>The caller {history !== null && <span className="quiet">last {counted(history.days, 'day')}</span>}</h2>
      <dl>
        <div>
          <dt>Risk</dt>
          {risk === null ? (
            // Silence would pass for "low".
            <dd className="quiet">no score yet</dd>
          ) : (
            <dd>
              <Score of={risk} /> <Link href={callerAddress(subject)}>its score over time</Link>
            </dd>
          )}
        </div>
        {history !== null && (
          <>
            <div>
              <dt>Exchanges</dt>
              <dd>
                {count(history.exchanges)}
                {history.refused > 0 && <>, {count(history.refused)} refused</>}
              </dd>
            </div>
            <div>
              <dt>Approvals</dt>
              <dd>
                <Link href={approvalsShown('all', { query, range: ALWAYS })}>
                  {count(history.approvals.requested)} asked for
                </Link>
                : {count(history.approvals.approved)} approved, {count(history.approvals.rejected)} rejected,{' '}
                {count(history.approvals.expired)} expired
              </dd>
            </div>
            <div>
              <dt>First seen</dt>
              <dd>{history.firstSeen === null ? 'never before' : <When time={history.firstSeen} />}</dd>
            </div>
          </>
        )}
      </dl>
    </section>
  );
}
