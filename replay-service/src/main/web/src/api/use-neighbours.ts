import { useEffect } from 'react';
import { readView, type Origin } from '../address/view';
import { exchangesAsked } from './asked';
import { exchangesOf, type List } from './queries';
import type { ExchangeSummary } from './types';
import { useRows } from './use-rows';

/** Somebody who was sent an address has loaded no list yet; this many rows are looked through for the exchange. */
const MOST_LOOKED_THROUGH = 1_000;

/** What stands before and after an exchange in the list that it was opened from. */
export function useNeighbours(id: string, origin: Origin) {
  const { rows, more, unfinished, loadMore } = useRows(askedFrom(origin), origin.kind !== 'none');
  const index = rows.findIndex((row) => row.id === id);
  const wantsMore = more && (index < 0 ? rows.length < MOST_LOOKED_THROUGH : index >= rows.length - 2);
  useEffect(() => {
    if (wantsMore && rows.length > 0) loadMore();
  }, [wantsMore, rows.length, loadMore]);
  return {
    previous: index < 1 ? null : (rows[index - 1]?.id ?? null),
    next: index < 0 ? null : (rows[index + 1]?.id ?? null),
    position: index < 0 ? null : index + 1,
    rows: rows.length,
    unfinished,
  };
}

function askedFrom(origin: Origin): List<ExchangeSummary> {
  switch (origin.kind) {
    case 'session':
      return exchangesOf(origin.id);
    case 'search':
      return exchangesAsked(origin.view);
    case 'none':
      // Never asked: there is no list.
      return exchangesAsked(readView(''));
  }
}
