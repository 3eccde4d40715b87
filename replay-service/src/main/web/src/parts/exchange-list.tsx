import { useMemo, type ReactNode } from 'react';
import { useLocation } from 'wouter';
import { exchangeAddress, type Origin } from '../address/view';
import type { useRows } from '../api/use-rows';
import type { ExchangeSummary } from '../api/types';
import { useCursor, type Place } from '../keys/use-cursor';
import { useListKeys } from '../keys/use-list-keys';
import { EXCHANGE_COLUMNS, describeExchange } from './exchange-table';
import { ExchangeView } from './exchange-view';
import { Failure } from './failure';
import { Icon } from './icon';
import { ListEnd } from './list-end';
import { RowTable } from './row-table';
import { Skeleton } from './skeleton';
import { useMedia } from './use-shape';

interface Props {
  list: ReturnType<typeof useRows<ExchangeSummary>>;
  label: string;
  memory: string;
  origin: Origin;
  place: Place;
  onPlace: (place: Place) => void;
  /** What is shown instead of no rows. */
  empty: ReactNode;
  /** Whether rows come by themselves. */
  live?: boolean;
}

const idOf = (row: ExchangeSummary) => row.id;

/** A list of exchanges with its keys, and the exchange under the cursor beside it. */
export function ExchangeList({ list, label, memory, origin, place, onPlace, empty, live = false }: Props) {
  const [, navigate] = useLocation();
  const wide = useMedia('(min-width: 1024px)');
  const ids = useMemo(() => list.rows.map(idOf), [list.rows]);
  const cursor = useCursor(ids, place, onPlace);
  const { at } = cursor;
  const open = () => {
    if (at === null) return;
    cursor.put(at);
    navigate(exchangeAddress(at, origin));
  };
  useListKeys({ cursor, open, refresh: list.refresh, beside: wide });
  const beside = cursor.beside && wide ? place.at : null;
  return (
    <div className={beside === null ? 'list-body' : 'list-body with-beside'}>
      <Rows
        {...{ list, label, memory, empty, live }}
        at={at}
        onAt={cursor.put}
        addressOf={(id) => exchangeAddress(id, origin)}
      />
      {beside !== null && (
        <aside className="beside" aria-label="The exchange under the cursor" tabIndex={0}>
          <ExchangeView
            key={beside}
            id={beside}
            tools={
              <button type="button" className="plain" title="Close (o)" onClick={() => cursor.setBeside(false)}>
                <Icon name="close" />
                <span className="aside">Close</span>
              </button>
            }
            address={exchangeAddress(beside, origin)}
          />
        </aside>
      )}
    </div>
  );
}

interface RowsProps extends Pick<Props, 'list' | 'label' | 'memory' | 'empty' | 'live'> {
  at: string | null;
  onAt: (id: string) => void;
  addressOf: (id: string) => string;
}

function Rows({ list, label, memory, empty, live = false, at, onAt, addressOf }: RowsProps) {
  if (list.pending) return <Skeleton what={label} rows={14} />;
  if (list.rows.length === 0)
    return (
      <div>
        {list.error === null ? (
          empty
        ) : (
          <Failure
            what={`${label} could not be loaded`}
            error={list.error}
            works="Recording goes on: it does not need this service. Other pages may still answer."
            again={list.refresh}
          />
        )}
      </div>
    );
  return (
    <RowTable
      kind="of-exchanges"
      label={label}
      columns={EXCHANGE_COLUMNS}
      rows={list.rows}
      idOf={idOf}
      addressOf={(row) => addressOf(row.id)}
      describe={describeExchange}
      at={at}
      onAt={onAt}
      more={list.more}
      onMore={list.loadMore}
      memory={memory}
      steady={live}
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
