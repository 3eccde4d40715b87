import { useMemo } from 'react';
import { useLocation } from 'wouter';
import { revisions } from '../api/queries';
import type { Config, Revision } from '../api/types';
import { useRows } from '../api/use-rows';
import { useCursor, type Place } from '../keys/use-cursor';
import { useKeys } from '../keys/use-keys';
import { spelled } from '../text/visible';
import { ShortId } from './copy';
import { Failure } from './failure';
import { ListEnd } from './list-end';
import { RevisionMark } from './revision-mark';
import { RowTable, type Column } from './row-table';
import { Skeleton } from './skeleton';
import { VisibleText } from './visible-text';
import { When } from './when';
import './revision-table.css';

interface Props {
  config: Config | null;
  at: string | null;
  onPlace: (place: Place) => void;
  addressOf: (revision: number) => string;
}

const idOf = (row: Revision) => String(row.revision);
const describe = (row: Revision) => `Open revision ${row.revision}, published by ${spelled(row.by)}`;

/** Every revision that was published, the newest first. */
export function RevisionTable({ config, at, onPlace, addressOf }: Props) {
  const [, navigate] = useLocation();
  const list = useRows(revisions);
  const ids = useMemo(() => list.rows.map(idOf), [list.rows]);
  const cursor = useCursor(ids, { at, beside: false }, onPlace);
  const columns = useMemo(() => columnsFor(config), [config]);
  useKeys({
    j: () => cursor.move(1),
    k: () => cursor.move(-1),
    Enter: () => {
      if (cursor.at !== null) navigate(addressOf(Number(cursor.at)));
    },
  });
  if (list.pending) return <Skeleton what="the history" rows={6} />;
  if (list.error !== null)
    return (
      <Failure
        what="The history could not be loaded"
        error={list.error}
        works="The document in force stays in force."
        again={list.refresh}
      />
    );
  return (
    <RowTable
      kind="of-revisions"
      label="History"
      columns={columns}
      rows={list.rows}
      idOf={idOf}
      addressOf={(row) => addressOf(row.revision)}
      describe={describe}
      at={cursor.at}
      onAt={cursor.put}
      more={list.more}
      onMore={list.loadMore}
      memory="revisions"
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
}

function columnsFor(config: Config | null): Column<Revision>[] {
  return [
    { name: 'number', title: 'No.', cell: (row) => row.revision },
    { name: 'time', title: 'When', cell: (row) => <When time={row.at} /> },
    { name: 'by', title: 'Who', cell: (row) => <VisibleText text={row.by} /> },
    { name: 'state', title: 'State', cell: (row) => <RevisionMark revision={row} config={config} /> },
    { name: 'hash', title: 'Hash', cell: (row) => <ShortId id={row.hash} what="Copy the hash" /> },
    { name: 'comment', title: 'Why', cell: (row) => <VisibleText text={row.comment} /> },
  ];
}
