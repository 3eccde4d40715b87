import { useCallback, useMemo } from 'react';
import { useLocation, useSearch } from 'wouter';
import { callerAddress, callersAddress, callersFound } from '../address/callers';
import { readListView } from '../address/view';
import { callersAsked } from '../api/asked';
import type { CallerRisk } from '../api/risk';
import { useRows } from '../api/use-rows';
import { useCursor, type Place } from '../keys/use-cursor';
import { useListKeys } from '../keys/use-list-keys';
import { CALLER_COLUMNS, describeCaller } from '../parts/caller-table';
import { Failure } from '../parts/failure';
import { LevelTabs } from '../parts/level-tabs';
import { ListEnd, foundInWords } from '../parts/list-end';
import { ListHead } from '../parts/list-head';
import { NothingFound } from '../parts/nothing-found';
import { RowTable } from '../parts/row-table';
import { Skeleton } from '../parts/skeleton';
import { CALLER_FIELDS, parse, remarks, type Term } from '../text/query';

const idOf = (row: CallerRisk) => row.subject;
const addressOf = (row: CallerRisk) => callerAddress(row.subject);

/** All callers that have a score, the riskiest first. */
export function CallersPage() {
  const search = useSearch();
  const [, navigate] = useLocation();
  const view = readListView(search);
  const list = useRows(callersAsked(view));
  const terms = parse(view.query, CALLER_FIELDS);
  const ids = useMemo(() => list.rows.map(idOf), [list.rows]);
  const onPlace = useCallback(
    ({ at }: Place) => navigate(callersAddress({ ...readListView(search), at }), { replace: true }),
    [search, navigate],
  );
  const cursor = useCursor(ids, view, onPlace);
  const { at } = cursor;
  const open = () => {
    if (at === null) return;
    cursor.put(at);
    navigate(callerAddress(at));
  };
  useListKeys({ cursor, open, refresh: list.refresh });
  return (
    <div className="list-page">
      <title>Callers · Vectrail</title>
      <div>
        <ListHead
          title="Callers"
          found={
            list.pending || list.error !== null
              ? null
              : `${foundInWords(list.rows.length, list.unfinished, 'caller')}, the riskiest first`
          }
          remarks={remarks(terms, CALLER_FIELDS)}
          asOf={list.asOf}
          refreshing={list.refreshing}
          errorOfRefresh={list.errorOfRefresh}
          onRefresh={list.refresh}
        />
        <LevelTabs query={view.query} fields={CALLER_FIELDS} addressOf={callersFound} />
      </div>
      <div className="list-body">
        <Rows query={view.query} terms={terms} list={list} at={at} onAt={cursor.put} />
      </div>
    </div>
  );
}

interface RowsProps {
  query: string;
  terms: Term[];
  list: ReturnType<typeof useRows<CallerRisk>>;
  at: string | null;
  onAt: (id: string) => void;
}

function Rows({ query, terms, list, at, onAt }: RowsProps) {
  if (list.pending) return <Skeleton what="callers" rows={14} />;
  if (list.rows.length > 0)
    return (
      <RowTable
        kind="of-callers"
        label="Callers"
        columns={CALLER_COLUMNS}
        rows={list.rows}
        idOf={idOf}
        addressOf={addressOf}
        describe={describeCaller}
        at={at}
        onAt={onAt}
        more={list.more}
        onMore={list.loadMore}
        memory={callersFound(query)}
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
  return (
    <div>
      {list.error === null ? (
        <NothingFound what="caller" terms={terms} range={{ kind: 'all' }} addressOf={callersFound} />
      ) : (
        <Failure
          what="The callers could not be loaded"
          error={list.error}
          works="Edges know the scores without this service, and recording goes on."
          again={list.refresh}
        />
      )}
    </div>
  );
}
