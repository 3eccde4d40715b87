import { useCallback } from 'react';
import { useQuery } from '@tanstack/react-query';
import { Link, useLocation, useSearch } from 'wouter';
import { similarAddress } from '../address/similar';
import { exportsAddress, readListView, searchAddress, type View } from '../address/view';
import { countsAsked, exchangesAsked } from '../api/asked';
import { useTail } from '../api/tail';
import { useRows } from '../api/use-rows';
import type { Place } from '../keys/use-cursor';
import { useKeys } from '../keys/use-keys';
import { ExchangeList } from '../parts/exchange-list';
import { FollowButton } from '../parts/follow-button';
import { Icon } from '../parts/icon';
import { ListHead } from '../parts/list-head';
import { foundInWords } from '../parts/list-end';
import { NothingFound } from '../parts/nothing-found';
import { SearchSide } from '../parts/search-side';
import { TimeHistogram } from '../parts/time-histogram';
import { counted } from '../text/number';
import { EXCHANGE_FIELDS, narrowed, parse, remarks, widened } from '../text/query';
import { rangeInWords } from '../text/time-range';
import { spelled } from '../text/visible';
import './search.css';

/** Counts cost more than a page, and change less. */
const COUNT_MS = 10_000;

export function SearchPage() {
  const search = useSearch();
  const [, navigate] = useLocation();
  const view = readListView(search);
  const { query, range } = view;
  const asked = exchangesAsked(view);
  const list = useRows(asked);
  const open = range.kind !== 'between' || range.to === null;
  const live = view.live === true && open;
  const following = useTail(asked, live);
  const numbers = useQuery({ ...countsAsked(view), refetchInterval: live ? COUNT_MS : false });
  const terms = parse(query, EXCHANGE_FIELDS);
  const onPlace = useCallback(
    (place: Place) => navigate(searchAddress({ ...readListView(search), ...place }), { replace: true }),
    [search, navigate],
  );
  const refresh = () => {
    list.refresh();
    void numbers.refetch();
  };
  const kept: View = { query, range, ...(view.live === true ? { live: true } : {}) };
  const choose = (field: string, value: string | null) =>
    navigate(searchAddress({ ...kept, query: value === null ? widened(query, field) : narrowed(query, field, value) }));
  const follow = () => {
    const { live: was, ...still } = view;
    navigate(searchAddress(was === true ? still : { ...still, live: true }), { replace: true });
  };
  useKeys({ e: () => navigate(exportsAddress(view)), ...(open ? { l: follow } : {}) });
  const found = list.pending || list.error !== null ? null : `${howMany(list, numbers.data)}, ${rangeInWords(range)}`;
  return (
    <div className="list-page search-page">
      <title>{query === '' ? 'Search · Vectrail' : `${spelled(query)} · Vectrail`}</title>
      <ListHead
        title="Exchanges"
        found={found}
        remarks={remarks(terms, EXCHANGE_FIELDS)}
        asOf={list.asOf}
        refreshing={list.refreshing}
        errorOfRefresh={list.errorOfRefresh}
        onRefresh={refresh}
      >
        <Link className="button plain" href={similarAddress(null)}>
          By vector
        </Link>
        <Link className="button plain" href={exportsAddress(view)} title="Export (e)">
          <Icon name="download" />
          Export
        </Link>
        {open && <FollowButton following={following} pressed={live} onPress={follow} />}
      </ListHead>
      <div className="histogram-place">
        {numbers.data !== undefined && numbers.data.exchanges > 0 && (
          <TimeHistogram
            counts={numbers.data}
            onRange={(from, to) => navigate(searchAddress({ query, range: { kind: 'between', from, to } }))}
          />
        )}
      </div>
      <SearchSide
        counts={numbers.data}
        pending={numbers.isPending}
        error={numbers.error}
        terms={terms}
        onChoose={choose}
        again={() => void numbers.refetch()}
      />
      <ExchangeList
        list={{ ...list, refresh }}
        label="Exchanges"
        memory={JSON.stringify(asked.queryKey)}
        origin={{ kind: 'search', view: kept }}
        live={live}
        place={view}
        onPlace={onPlace}
        empty={
          <NothingFound
            what="exchange"
            terms={terms}
            range={range}
            addressOf={(query, range) => searchAddress({ ...kept, query, range })}
          />
        }
      />
    </div>
  );
}

/** As many as there are, once they are counted; until then as many as are here. */
function howMany(
  list: { rows: readonly unknown[]; unfinished: boolean },
  numbers: { exchanges: number; complete: boolean } | undefined,
): string {
  if (numbers === undefined || numbers.exchanges < list.rows.length)
    return foundInWords(list.rows.length, list.unfinished, 'exchange');
  return numbers.complete
    ? counted(numbers.exchanges, 'exchange')
    : `more than ${counted(numbers.exchanges, 'exchange')}`;
}
