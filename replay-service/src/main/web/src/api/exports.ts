import { queryOptions } from '@tanstack/react-query';
import { address, get, post, send, type Parameters } from './client';
import type { Page } from './types';

export const FORMATS = ['ndjson', 'csv', 'parquet', 'bundle'] as const;
export type ExportFormat = (typeof FORMATS)[number];

export interface Export {
  id: string;
  /** What its file is called. */
  name: string;
  format: ExportFormat;
  of: 'exchanges' | 'texts';
  filter: Record<string, string>;
  state: 'waiting' | 'running' | 'done' | 'failed';
  /** How much of it is written, 0 to 1, as far as that is known. */
  share: number;
  failure: string | null;
  asked: string;
  ended: string | null;
  expires: string | null;
  rows: number | null;
  bytes: number;
  sha256: string | null;
  /** Whether the archive had all that Kafka had when it began; null while it is not done. */
  caughtUp: boolean | null;
}

const WATCH_MS = 1_000;

/** One's own. */
export const exports = queryOptions({
  queryKey: ['exports'],
  queryFn: ({ signal }) => get<Page<Export>>('/api/v1/exports', {}, signal),
  refetchInterval: ({ state: { data } }) => (data?.items.some(({ ended }) => ended === null) ? WATCH_MS : false),
});

export const askForExport = (format: ExportFormat, of: Export['of'], filter: Parameters) =>
  post<Export>(address('/api/v1/exports', { ...filter, format, of }), undefined);

export const deleteExport = (id: string) => send('DELETE', `/api/v1/exports/${encodeURIComponent(id)}`);

/** Where its file is downloaded from, by a browser that sends no headers of ours. */
export const fileOf = (id: string, reason: string) =>
  address(`/api/v1/exports/${encodeURIComponent(id)}/file`, { reason });
