import { useQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import { approvalPath } from '../address/view';
import type { Approval } from '../api/approval';
import { approval as asked } from '../api/approvals';
import { ApprovalLife } from './approval-life';
import { Outcome } from './approval-outcome';
import { ApprovalState } from './approval-state';
import { ShortId } from './copy';
import { Failure } from './failure';
import { Skeleton } from './skeleton';
import './exchange-approval.css';

/** The approval that an exchange waited for or went on by: what became of it, by whom and why. */
export function ExchangeApproval({ id, exchange }: { id: string; exchange: string }) {
  const { data, error, isPending, refetch } = useQuery(asked(id));
  return (
    <section className="exchange-approval">
      <h2>Approval</h2>
      <p className="line">
        {data?.state === 'REQUESTED' && <ApprovalState state={data.state} />}
        {data !== undefined && data.exchange !== exchange && (
          <span className="quiet">asked for by another exchange, which this one repeats</span>
        )}
        <Link href={approvalPath(id)}>Open the approval</Link>
        <ShortId id={id} what="Copy the approval's id" />
      </p>
      {isPending && <Skeleton what="the approval" rows={3} />}
      {error !== null && (
        <Failure
          what="The approval could not be loaded"
          error={error}
          works="The exchange’s own record is whole without it."
          again={() => void refetch()}
        />
      )}
      {data !== undefined && <Life approval={data} />}
    </section>
  );
}

const Life = ({ approval }: { approval: Approval }) => (
  <>
    <Outcome approval={approval} />
    <ApprovalLife steps={approval.steps} />
  </>
);
