import { useCallback, useMemo } from 'react';
import { useLocation, useSearch } from 'wouter';
import { readListView, sessionAddress, sessionsAddress } from '../address/view';
import { sessionsAsked } from '../api/asked';
import { useRows } from '../api/use-rows';
import type { Session } from '../api/types';
import { useCursor, type Place } from '../keys/use-cursor';
import { useListKeys } from '../keys/use-list-keys';
import { Failure } from '../parts/failure';
import { ListEnd, foundInWords } from '../parts/list-end';
import { ListHead } from '../parts/list-head';
import { NothingFound } from '../parts/nothing-found';
import { RowTable } from '../parts/row-table';
import { SESSION_COLUMNS, describeSession } from '../parts/session-table';
import { Skeleton } from '../parts/skeleton';
import { SESSION_FIELDS, parse, remarks } from '../text/query';
import { rangeInWords } from '../text/time-range';

const idOf = (row: Session) => row.id;
const addressOf = (row: Session) => sessionAddress(row.id);

export function SessionsPage() {
  const search = useSearch();
  const [, navigate] = useLocation();
  const view = readListView(search);
  const asked = sessionsAsked(view);
  const list = useRows(asked);
  const terms = parse(view.query, SESSION_FIELDS);
  const ids = useMemo(() => list.rows.map(idOf), [list.rows]);
  const onPlace = useCallback(
    ({ at }: Place) => navigate(sessionsAddress({ ...readListView(search), at, beside: false }), { replace: true }),
    [search, navigate],
  );
  const cursor = useCursor(ids, view, onPlace);
  const { at } = cursor;
  const open = () => {
    if (at === null) return;
    cursor.put(at);
    navigate(sessionAddress(at));
  };
  useListKeys({ cursor, open, refresh: list.refresh });
  const words = terms.some((term) => term.kind !== 'field');
  const notes = remarks(terms, SESSION_FIELDS);
  if (words) notes.push('sessions are narrowed by subject: and connection: only; search finds words');
  const found = list.pending || list.error !== null ? null : foundInWords(list.rows.length, list.unfinished, 'session');
  return (
    <div className="list-page">
      <title>Sessions · Vectrail</title>
      <ListHead
        title="Sessions"
        found={found === null ? null : `${found}, ${rangeInWords(view.range)}`}
        remarks={notes}
        asOf={list.asOf}
        refreshing={list.refreshing}
        errorOfRefresh={list.errorOfRefresh}
        onRefresh={list.refresh}
      />
      <div className="list-body">
        {list.pending ? (
          <Skeleton what="sessions" rows={14} />
        ) : list.rows.length > 0 ? (
          <RowTable
            kind="of-sessions"
            label="Sessions"
            columns={SESSION_COLUMNS}
            rows={list.rows}
            idOf={idOf}
            addressOf={addressOf}
            describe={describeSession}
            at={at}
            onAt={cursor.put}
            more={list.more}
            onMore={list.loadMore}
            memory={JSON.stringify(asked.queryKey)}
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
        ) : list.error === null ? (
          <NothingFound
            what="session"
            terms={terms}
            range={view.range}
            addressOf={(query, range) => sessionsAddress({ query, range })}
          />
        ) : (
          <Failure
            what="The sessions could not be loaded"
            error={list.error}
            works="Search does not need them, and recording goes on."
            again={list.refresh}
          />
        )}
      </div>
    </div>
  );
}
