import { useEffect, useState } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import { MOST_ROWS, type Answer, type List, type Rows } from './queries';

// A list that is followed: its newest page is asked for again and again, and what is new in it is put where it belongs.

const EVERY_MS = 2_000;

interface Told {
  id: string;
  time: string;
}

const newestFirst = (a: Told, b: Told) =>
  a.time === b.time ? (a.id < b.id ? 1 : a.id > b.id ? -1 : 0) : a.time < b.time ? 1 : -1;

/**
 * What is on the screen with what is new in its newest page. Exchanges of several edges may come late, among older ones.
 *
 * @returns the same where nothing is new; null where something between may be missing, so that the list must begin anew
 */
export function merged<Row extends Told>(data: Rows<Row>, newest: Answer<Row>): Rows<Row> | null {
  const known = new Set(data.pages.flatMap(({ items }) => items.map(({ id }) => id)));
  const fresh = newest.items.filter(({ id }) => !known.has(id));
  if (fresh.length === 0) return data;
  if (fresh.length === newest.items.length && newest.nextCursor !== null) return null;
  if (known.size + fresh.length > MOST_ROWS) return null;
  const ends = data.pages.map(({ items }) => items.at(-1));
  const pages = data.pages.map((page) => ({ ...page, items: [...page.items] }));
  for (const row of fresh) {
    const home = ends.findIndex((end) => end !== undefined && newestFirst(row, end) < 0);
    pages.at(home)?.items.push(row);
  }
  for (const { items } of pages) items.sort(newestFirst);
  return { ...data, pages };
}

export type Following = 'off' | 'live' | 'away';

/** Follows a list that is there, for as long as it is wanted and the tab is looked at. */
export function useTail<Row extends Told>(asked: List<Row>, wanted: boolean): Following {
  const client = useQueryClient();
  const [following, setFollowing] = useState<Following>('off');
  const key = JSON.stringify(asked.queryKey);
  useEffect(() => {
    if (!wanted) return undefined;
    const asking = new AbortController();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const look = async () => {
      const data = client.getQueryData<Rows<Row>>(asked.queryKey);
      const start = data?.pages[0]?.start;
      // A page that is on its way was asked for beside the rows of before, and would put them back.
      const idle = client.isFetching({ queryKey: asked.queryKey, exact: true }) === 0;
      if (document.visibilityState === 'visible' && idle && data !== undefined && start !== undefined) {
        try {
          const newest = await asked.newest(start, asking.signal);
          if (asking.signal.aborted) return;
          const next = merged(client.getQueryData<Rows<Row>>(asked.queryKey) ?? data, newest);
          client.setQueryData(asked.queryKey, next ?? { pages: [newest], pageParams: [null] });
          setFollowing('live');
        } catch {
          if (!asking.signal.aborted) setFollowing('away');
        }
      }
      if (!asking.signal.aborted) timer = setTimeout(() => void look(), EVERY_MS);
    };
    void look();
    return () => {
      asking.abort();
      clearTimeout(timer);
      setFollowing('off');
    };
    // The question is the same as long as its key is.
  }, [client, key, wanted]);
  return following;
}
