import { useQueryClient } from '@tanstack/react-query';
import type { AlertSummary } from '../api/alert';
import type { ApprovalSummary } from '../api/approval';
import type { Counts } from '../api/counts';
import type { Rows } from '../api/queries';
import type { Access, ExchangeSummary, Session } from '../api/types';

const MOST_ROWS_READ = 500;

const LISTS = ['exchanges', 'sessions', 'exchangesOf', 'accesses', 'waiting', 'approvals', 'unclosed', 'alerts'];

/** The values of a field in the rows that this page has loaded: suggestions cost no further question. */
export function useKnownValues(): (field: string) => string[] {
  const client = useQueryClient();
  return (field) => {
    const found = new Set<string>();
    for (const name of LISTS) {
      for (const [, data] of client.getQueriesData<
        Rows<ExchangeSummary | Session | Access | ApprovalSummary | AlertSummary>
      >({
        queryKey: [name],
      })) {
        for (const row of (data?.pages ?? []).flatMap((page) => page.items).slice(0, MOST_ROWS_READ)) {
          const value: unknown = (row as unknown as Record<string, unknown>)[field];
          if (typeof value === 'string' && value !== '' && !value.includes('"')) found.add(value);
        }
      }
    }
    for (const [, data] of client.getQueriesData<Counts>({ queryKey: ['counts'] })) {
      const facet = data?.facets.find((one) => one.field === field);
      for (const { value } of facet?.values ?? []) if (!value.includes('"')) found.add(value);
    }
    return [...found].sort();
  };
}
