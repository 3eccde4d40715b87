import { useLocation, useSearch } from 'wouter';
import { approvalAddress, approvalsAddress, readApprovalOrigin } from '../address/approvals';
import { approvalsAsked } from '../api/asked';
import { useBesides } from '../keys/use-besides';
import { useKeys } from '../keys/use-keys';
import { ApprovalView } from '../parts/approval-view';
import { Neighbours, Steps } from '../parts/neighbours';
import { shortId } from '../text/short-id';

/** One approval on a page of its own, with the way to the next of the list that it was opened from: the queue, where it was none. */
export function ApprovalPage({ id }: { id: string }) {
  const search = useSearch();
  const from = readApprovalOrigin(search);
  const [, navigate] = useLocation();
  const { previous, next } = useBesides(id, approvalsAsked(from));
  // One step in the history for the whole walk: "back" leads to the list.
  const go = (to: string | null) => to !== null && navigate(approvalAddress(to, from), { replace: true });
  const list = approvalsAddress({ ...from, at: id, beside: false });
  useKeys({
    j: () => go(next),
    ArrowRight: () => go(next),
    k: () => go(previous),
    ArrowLeft: () => go(previous),
    u: () => navigate(list),
  });
  return (
    <>
      <title>{`Approval ${shortId(id)} · Vectrail`}</title>
      <ApprovalView
        key={id}
        id={id}
        address={null}
        tools={
          <Neighbours list={list} word="Approvals">
            <Steps previous={previous} next={next} go={go} />
          </Neighbours>
        }
      />
    </>
  );
}
