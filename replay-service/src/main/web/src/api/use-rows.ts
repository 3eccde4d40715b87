import { useCallback, useMemo } from 'react';
import { useInfiniteQuery, useQueryClient, type QueryClient } from '@tanstack/react-query';
import type { List } from './queries';

/** A list that grows page by page, as one array. */
export function useRows<Row>(asked: List<Row>, enabled = true) {
  const client = useQueryClient();
  const { data, ...query } = useInfiniteQuery({ ...asked, enabled });
  const { fetchNextPage, isFetching, isFetchNextPageError } = query;
  const rows = useMemo(() => data?.pages.flatMap((page) => page.items) ?? [], [data]);
  const stuck = isFetching || isFetchNextPageError;
  const loadMore = useCallback(() => {
    if (!stuck) void fetchNextPage();
  }, [stuck, fetchNextPage]);
  return {
    rows,
    /** Nothing is there yet, neither rows nor an error. */
    pending: query.isPending,
    /** Why there are no rows; why there are no more of them; why they could not be had anew. */
    error: data === undefined ? query.error : null,
    errorOfMore: isFetchNextPageError ? query.error : null,
    errorOfRefresh: query.isRefetchError && !isFetchNextPageError ? query.error : null,
    /** Whether the service has more, whatever the bound says. */
    unfinished: (data?.pages.at(-1)?.nextCursor ?? null) !== null,
    /** Whether some may be missing, since the archive does not answer. */
    partial: data?.pages.some(({ complete }) => complete === false) ?? false,
    more: query.hasNextPage,
    refreshing: query.isRefetching && !query.isFetchingNextPage,
    loadMore,
    loadMoreAgain: () => void fetchNextPage(),
    refresh: () => askAgain(client, asked),
    /** When it was answered, in epoch milliseconds; 0 before. */
    asOf: query.dataUpdatedAt,
  };
}

/** Asks for the first page anew. What is on the screen stays until the answer is there. */
export function askAgain<Row>(client: QueryClient, asked: List<Row>): void {
  // A failure is a state of the list, which shows it.
  client.infiniteQuery({ ...asked, staleTime: 0, pages: 1 }).catch(() => undefined);
}
