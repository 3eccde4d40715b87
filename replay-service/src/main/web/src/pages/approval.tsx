import { useEffect, useMemo, useRef } from 'react';
import { Link, useLocation, useSearch } from 'wouter';
import { approvalAddress, approvalsAddress, readApprovalOrigin } from '../address/approvals';
import { approvalsAsked } from '../api/asked';
import { useRows } from '../api/use-rows';
import { useKeys } from '../keys/use-keys';
import { ApprovalView } from '../parts/approval-view';
import { Icon } from '../parts/icon';
import { neighbours } from '../text/place';
import { shortId } from '../text/short-id';

/** One approval on a page of its own, with the way to the next of the list that it was opened from: the queue, where it was none. */
export function ApprovalPage({ id }: { id: string }) {
  const search = useSearch();
  const from = readApprovalOrigin(search);
  const [, navigate] = useLocation();
  const { previous, next } = useBesides(id, from);
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
          <nav className="neighbours" aria-label="Neighbours">
            <Link className="button plain" href={list}>
              <Icon name="back" />
              Approvals
            </Link>
            <button type="button" disabled={previous === null} title="Previous (k)" onClick={() => go(previous)}>
              <Icon name="previous" />
              <span className="word">Previous</span>
            </button>
            <button type="button" disabled={next === null} title="Next (j)" onClick={() => go(next)}>
              <span className="word">Next</span>
              <Icon name="next" />
            </button>
          </nav>
        }
      />
    </>
  );
}

/** What stands before and after it: what is decided leaves the queue, and what came after it is next all the same. */
function useBesides(id: string, from: ReturnType<typeof readApprovalOrigin>) {
  const { rows } = useRows(approvalsAsked(from));
  const ids = useMemo(() => rows.map((row) => row.id), [rows]);
  const last = useRef({ id, index: -1 });
  const index = ids.indexOf(id);
  useEffect(() => {
    if (index >= 0) last.current = { id, index };
  }, [id, index]);
  return neighbours(ids, id, last.current.id === id ? last.current.index : -1);
}
