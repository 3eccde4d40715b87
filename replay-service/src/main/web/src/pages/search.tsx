import { useCallback } from 'react';
import { useLocation, useSearch } from 'wouter';
import { readListView, searchAddress } from '../address/view';
import { exchangesAsked } from '../api/asked';
import { useRows } from '../api/use-rows';
import type { Place } from '../keys/use-cursor';
import { ExchangeList } from '../parts/exchange-list';
import { ListHead } from '../parts/list-head';
import { foundInWords } from '../parts/list-end';
import { NothingFound } from '../parts/nothing-found';
import { EXCHANGE_FIELDS, parse, remarks } from '../text/query';
import { rangeInWords } from '../text/time-range';
import { spelled } from '../text/visible';

export function SearchPage() {
  const search = useSearch();
  const [, navigate] = useLocation();
  const view = readListView(search);
  const asked = exchangesAsked(view);
  const list = useRows(asked);
  const terms = parse(view.query, EXCHANGE_FIELDS);
  const onPlace = useCallback(
    (place: Place) => navigate(searchAddress({ ...readListView(search), ...place }), { replace: true }),
    [search, navigate],
  );
  const found =
    list.pending || list.error !== null
      ? null
      : `${foundInWords(list.rows.length, list.unfinished, 'exchange')}, ${rangeInWords(view.range)}`;
  return (
    <div className="list-page">
      <title>{view.query === '' ? 'Search · Vectrail' : `${spelled(view.query)} · Vectrail`}</title>
      <ListHead
        title="Exchanges"
        found={found}
        remarks={remarks(terms, EXCHANGE_FIELDS)}
        asOf={list.asOf}
        refreshing={list.refreshing}
        errorOfRefresh={list.errorOfRefresh}
        onRefresh={list.refresh}
      />
      <ExchangeList
        list={list}
        label="Exchanges"
        memory={JSON.stringify(asked.queryKey)}
        origin={{ kind: 'search', view: { query: view.query, range: view.range } }}
        place={view}
        onPlace={onPlace}
        empty={
          <NothingFound
            what="exchange"
            terms={terms}
            range={view.range}
            addressOf={(query, range) => searchAddress({ query, range })}
          />
        }
      />
    </div>
  );
}
