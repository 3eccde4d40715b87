import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { FIRST_DOCUMENT } from '../text/document';
import { config as asked } from './queries';
import { useDraft } from './use-draft';
import type { Config } from './types';

const baseOf = (config: Config | null) => (config === null ? null : { hash: config.hash, revision: config.revision });

/** What is published, and what somebody makes of it. */
export function useDocument(subject: string) {
  const { data, error, isPending, refetch, dataUpdatedAt } = useQuery(asked);
  const { draft, put, kept } = useDraft(subject);
  const config = data ?? null;
  const latest = useRef(draft);
  useEffect(() => {
    latest.current = draft;
  }, [draft]);
  return {
    pending: isPending,
    /** Why nothing is there; why it could not be asked anew. */
    error: data === undefined ? error : null,
    errorOfRefresh: data === undefined ? null : error,
    asOf: dataUpdatedAt,
    again: () => void refetch(),
    /** Null where nothing is published yet. */
    config,
    draft,
    kept,
    /** What the editor shows. */
    text: draft?.text ?? config?.text ?? FIRST_DOCUMENT,
    /** Whether there is something to apply. */
    edited: draft !== null || (data === null && !isPending),
    /** Whether another document came into force since editing began. */
    overtaken: draft !== null && data !== undefined && (draft.base?.hash ?? null) !== (config?.hash ?? null),
    change: (text: string) =>
      put(
        text === config?.text
          ? null
          : { base: draft === null ? baseOf(config) : draft.base, text, comment: draft?.comment ?? '' },
      ),
    explain: (comment: string) =>
      put({ base: baseOf(config), text: config?.text ?? FIRST_DOCUMENT, ...draft, comment }),
    /** Begins anew, from what is in force now, with another text. */
    begin: (text: string, comment = draft?.comment ?? '') => put({ base: baseOf(config), text, comment }),
    discard: () => put(null),
    /** What was sent is published: what was typed meanwhile stays, on top of the document that it then stands on. */
    applied: (sent: string, base: { hash: string; revision: number } | null) => {
      const now = latest.current;
      put(now === null || now.text === sent ? null : { ...now, base: base ?? now.base, comment: '' });
    },
  };
}

export type Editing = ReturnType<typeof useDocument>;
