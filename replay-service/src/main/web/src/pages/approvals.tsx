import { useCallback, useMemo } from 'react';
import { useQuery } from '@tanstack/react-query';
import { useLocation, useSearch } from 'wouter';
import {
  APPROVALS_SHOWN,
  approvalAddress,
  approvalsAddress,
  approvalsShown,
  readApprovals,
  type ApprovalsShown,
  type ApprovalsView,
} from '../address/approvals';
import type { ApprovalSummary } from '../api/approval';
import { approvalsAsked } from '../api/asked';
import { me } from '../api/queries';
import { useReason } from '../api/reason';
import { useRows } from '../api/use-rows';
import { useCursor, type Place } from '../keys/use-cursor';
import { useListKeys } from '../keys/use-list-keys';
import { DECIDED_COLUMNS, WAITING_COLUMNS, describeApproval } from '../parts/approval-table';
import { ApprovalView } from '../parts/approval-view';
import { Command } from '../parts/command';
import { Empty } from '../parts/empty';
import { Failure } from '../parts/failure';
import { Icon } from '../parts/icon';
import { ListEnd, foundInWords } from '../parts/list-end';
import { ListHead } from '../parts/list-head';
import { LiveMark } from '../parts/live-mark';
import { NothingFound } from '../parts/nothing-found';
import { HowToWait, NothingWaits } from '../parts/nothing-waits';
import { RowTable } from '../parts/row-table';
import { Skeleton } from '../parts/skeleton';
import { Tabs } from '../parts/tabs';
import { useMedia } from '../parts/use-shape';
import { count } from '../text/number';
import { APPROVAL_FIELDS, parse, remarks, type Term } from '../text/query';
import { seesApprovals } from '../text/roles';
import { rangeInWords } from '../text/time-range';

const idOf = (row: ApprovalSummary) => row.id;

export function ApprovalsPage() {
  const { data: person, error } = useQuery(me);
  return (
    <>
      <title>Approvals · Vectrail</title>
      {error !== null && <Failure what="Who is signed in cannot be asked" error={error} />}
      {person !== undefined &&
        (seesApprovals(person) ? <Approvals decides={person.roles.includes('approver')} /> : <NotAllowed />)}
    </>
  );
}

function NotAllowed() {
  return (
    <>
      <h1 className="aside">Approvals</h1>
      <Empty title="Approvals are shown to the roles approver, auditor and viewer">
        <p>On the embedded platform, this command prints a token of somebody who may decide:</p>
        <Command command="./vectrail token --subject me --group approvers" />
      </Empty>
    </>
  );
}

/** The requests that wait for people, and beside them, or a tab further, those that were decided. */
function Approvals({ decides }: { decides: boolean }) {
  const search = useSearch();
  const [, navigate] = useLocation();
  const view = readApprovals(search);
  const list = useRows(approvalsAsked(view));
  const terms = parse(view.query, APPROVAL_FIELDS);
  const ids = useMemo(() => list.rows.map(idOf), [list.rows]);
  const onPlace = useCallback(
    (place: Place) => navigate(approvalsAddress({ ...readApprovals(search), ...place }), { replace: true }),
    [search, navigate],
  );
  const cursor = useCursor(ids, view, onPlace);
  const fits = useFitsBeside();
  const beside = cursor.beside && fits ? view.at : null;
  const { at } = cursor;
  const open = () => {
    if (at === null) return;
    cursor.put(at);
    navigate(approvalAddress(at, view));
  };
  // Beside the list `r` means to reject what is open there, and nothing else, even where that cannot be.
  useListKeys({ cursor, open, refresh: beside === null ? list.refresh : null, beside: fits });
  return (
    <div className="list-page">
      <div>
        <Head {...{ view, terms, list, decides }} />
        <Tabs
          label="Which approvals"
          tabs={APPROVALS_SHOWN.map((shown) => ({
            word: TAB_WORDS[shown],
            address: approvalsShown(shown, view),
            current: view.shown === shown,
          }))}
        />
      </div>
      <div className={beside === null ? 'list-body' : 'list-body with-beside'}>
        <Rows view={view} terms={terms} list={list} at={at} onAt={cursor.put} />
        {beside !== null && (
          <aside className="beside" aria-label="The approval under the cursor" tabIndex={0}>
            <ApprovalView
              key={beside}
              id={beside}
              tools={
                <button type="button" className="plain" title="Close (o)" onClick={() => cursor.setBeside(false)}>
                  <Icon name="close" />
                  <span className="aside">Close</span>
                </button>
              }
              address={approvalAddress(beside, view)}
            />
          </aside>
        )}
      </div>
    </div>
  );
}

/** Whether there is room beside the list, and texts may be shown without asking for a reason first, as a page of its own does. */
function useFitsBeside(): boolean {
  const wide = useMedia('(min-width: 1024px)');
  const needed = useQuery(me).data?.reasonNeeded === true;
  const given = useReason() !== '';
  return wide && (given || !needed);
}

type List = ReturnType<typeof useRows<ApprovalSummary>>;

interface HeadProps {
  view: ApprovalsView;
  terms: Term[];
  list: List;
  decides: boolean;
}

function Head({ view, terms, list, decides }: HeadProps) {
  const notes = remarks(terms, APPROVAL_FIELDS);
  if (terms.some((term) => term.kind !== 'field'))
    notes.push('approvals are narrowed by subject:, connection: and rule: only');
  const queue = view.shown === 'waiting';
  const yours = list.rows.filter(({ mayDecide }) => mayDecide).length;
  const loaded = foundInWords(list.rows.length, list.unfinished, queue ? 'request' : 'approval');
  const also = queue ? `${count(yours)} for you to decide` : rangeInWords(view.range);
  const found = queue && !decides ? loaded : `${loaded}, ${also}`;
  return (
    <ListHead
      title="Approvals"
      found={list.pending || list.error !== null ? null : found}
      remarks={notes}
      asOf={queue ? 0 : list.asOf}
      refreshing={list.refreshing && !queue}
      errorOfRefresh={list.errorOfRefresh}
      onRefresh={list.refresh}
    >
      {queue && <LiveMark />}
    </ListHead>
  );
}

const TAB_WORDS: Record<ApprovalsShown, string> = {
  waiting: 'Waiting',
  approved: 'Approved',
  rejected: 'Rejected',
  expired: 'Expired',
  revoked: 'Revoked',
  all: 'All',
};

interface RowsProps {
  view: ApprovalsView;
  terms: Term[];
  list: List;
  at: string | null;
  onAt: (id: string) => void;
}

function Rows({ view, terms, list, at, onAt }: RowsProps) {
  const queue = view.shown === 'waiting';
  if (list.pending) return <Skeleton what="approvals" rows={14} />;
  if (list.rows.length > 0)
    return (
      <RowTable
        key={view.shown}
        kind={queue ? 'of-waiting' : 'of-decided'}
        label={queue ? 'Requests that wait' : 'Approvals'}
        columns={queue ? WAITING_COLUMNS : DECIDED_COLUMNS}
        rows={list.rows}
        idOf={idOf}
        addressOf={(row) => approvalAddress(row.id, view)}
        describe={describeApproval}
        at={at}
        onAt={onAt}
        more={list.more}
        onMore={list.loadMore}
        memory={approvalsShown(view.shown, view)}
        end={
          <ListEnd
            rows={list.rows.length}
            more={list.more}
            unfinished={list.unfinished}
            error={list.errorOfMore}
            tryAgain={list.loadMoreAgain}
          />
        }
      />
    );
  // Not a child of the grid itself, which would stretch it.
  return (
    <div>
      {list.error !== null ? (
        <Failure
          what="The approvals could not be loaded"
          error={list.error}
          works="What waits waits on, and can be decided until its time is up; recording goes on."
          again={list.refresh}
        />
      ) : queue && terms.length === 0 ? (
        <NothingWaits />
      ) : (
        <NothingFound
          what={queue ? 'waiting request' : 'approval'}
          terms={terms}
          range={queue ? { kind: 'all' } : view.range}
          addressOf={(query, range) => approvalsShown(view.shown, { query, range })}
          how={<HowToWait />}
        />
      )}
    </div>
  );
}
