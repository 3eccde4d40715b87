import { useCallback, useMemo } from 'react';
import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import type { List } from './queries';

/** A list that grows page by page, as one array. */
export function useRows<Row>(asked: List<Row>, enabled = true) {
  const client = useQueryClient();
  const query = useInfiniteQuery({ ...asked, enabled });
  const { data, fetchNextPage, isFetching, isFetchNextPageError, hasNextPage } = query;
  const rows = useMemo(() => data?.pages.flatMap((page) => page.items) ?? [], [data]);
  const stuck = isFetching || isFetchNextPageError;
  const loadMore = useCallback(() => {
    if (!stuck) void fetchNextPage();
  }, [stuck, fetchNextPage]);
  const key = asked.queryKey;
  const refresh = useCallback((): void => {
    void client.resetQueries({ queryKey: key, exact: true });
  }, [client, key]);
  return {
    rows,
    /** Nothing is there yet, neither rows nor an error. */
    pending: query.isPending,
    /** Why there are no rows, or no more of them. */
    error: query.error,
    /** Whether the service has more, whatever the bound says. */
    unfinished: (data?.pages.at(-1)?.nextCursor ?? null) !== null,
    more: hasNextPage,
    fetching: isFetching,
    loadMore,
    tryAgain: (): void => void (isFetchNextPageError ? fetchNextPage() : query.refetch()),
    refresh,
    asOf: query.dataUpdatedAt,
  };
}
