import { useCallback, useMemo } from 'react';
import { useQuery } from '@tanstack/react-query';
import { useLocation, useSearch } from 'wouter';
import { accessAddress, accessTarget, readListView } from '../address/view';
import { accessesAsked } from '../api/asked';
import { me } from '../api/queries';
import type { Access, Me } from '../api/types';
import { useRows } from '../api/use-rows';
import { useCursor, type Place } from '../keys/use-cursor';
import { useListKeys } from '../keys/use-list-keys';
import { ACCESS_COLUMNS, describeAccess } from '../parts/access-table';
import { Command } from '../parts/command';
import { Empty } from '../parts/empty';
import { Failure } from '../parts/failure';
import { ListEnd, foundInWords } from '../parts/list-end';
import { ListHead } from '../parts/list-head';
import { NothingFound } from '../parts/nothing-found';
import { RowTable } from '../parts/row-table';
import { Skeleton } from '../parts/skeleton';
import { ACCESS_FIELDS, parse, remarks } from '../text/query';
import { rangeInWords } from '../text/time-range';

const idOf = (row: Access) => row.id;
const addressOf = (row: Access) => accessTarget(row.object);

export function AccessPage() {
  const { data: person, error } = useQuery(me);
  return (
    <>
      <title>Access · Vectrail</title>
      {error !== null && <Failure what="Who is signed in cannot be asked" error={error} />}
      {person !== undefined && shown(person)}
    </>
  );
}

function shown({ roles, sees }: Me) {
  if (!roles.includes('auditor')) return <NotAllowed />;
  return sees.texts === 'everything' ? <Accesses /> : <OutOfScope />;
}

function OutOfScope() {
  return (
    <Empty title="Who looked at what is shown to auditors of all traffic">
      <p>Your scope is a part of it; your name in the top bar says which.</p>
    </Empty>
  );
}

function NotAllowed() {
  return (
    <Empty title="Who looked at what needs the role auditor">
      <p>On the embedded platform, this command prints a token of somebody who has it:</p>
      <Command command="./vectrail token --subject me --group auditors" />
    </Empty>
  );
}

function Accesses() {
  const search = useSearch();
  const [, navigate] = useLocation();
  const view = readListView(search);
  const asked = accessesAsked(view);
  const list = useRows(asked);
  const terms = parse(view.query, ACCESS_FIELDS);
  const ids = useMemo(() => list.rows.map(idOf), [list.rows]);
  const onPlace = useCallback(
    ({ at }: Place) => navigate(accessAddress({ ...readListView(search), at, beside: false }), { replace: true }),
    [search, navigate],
  );
  const cursor = useCursor(ids, view, onPlace);
  const { at } = cursor;
  const open = () => {
    const row = list.rows.find(({ id }) => id === at);
    if (row === undefined) return;
    cursor.put(row.id);
    navigate(addressOf(row));
  };
  useListKeys({ cursor, open, refresh: list.refresh });
  const notes = remarks(terms, ACCESS_FIELDS);
  if (terms.some((term) => term.kind !== 'field'))
    notes.push('accesses are narrowed by actor:, action: and object: only');
  const found = list.pending || list.error !== null ? null : foundInWords(list.rows.length, list.unfinished, 'event');
  return (
    <div className="list-page">
      <ListHead
        title="Access"
        found={found === null ? null : `${found}, ${rangeInWords(view.range)}`}
        remarks={notes}
        asOf={list.asOf}
        refreshing={list.refreshing}
        errorOfRefresh={list.errorOfRefresh}
        onRefresh={list.refresh}
      />
      <div className="list-body">
        {list.pending ? (
          <Skeleton what="accesses" rows={14} />
        ) : list.rows.length > 0 ? (
          <RowTable
            kind="of-accesses"
            label="Accesses"
            columns={ACCESS_COLUMNS}
            rows={list.rows}
            idOf={idOf}
            addressOf={addressOf}
            describe={describeAccess}
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
            what="event"
            terms={terms}
            range={view.range}
            addressOf={(query, range) => accessAddress({ query, range })}
          />
        ) : (
          <Failure
            what="The accesses could not be loaded"
            error={list.error}
            works="They are recorded all the same."
            again={list.refresh}
          />
        )}
      </div>
    </div>
  );
}
