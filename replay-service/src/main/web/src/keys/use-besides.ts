import { useEffect, useMemo, useRef } from 'react';
import type { List } from '../api/queries';
import { useRows } from '../api/use-rows';
import { neighbours } from '../text/place';

/** What stands before and after one of a list: what is done with leaves the list, and what came after it is next all the same. */
export function useBesides<Row extends { id: string }>(id: string, asked: List<Row>) {
  const { rows } = useRows(asked);
  const ids = useMemo(() => rows.map((row) => row.id), [rows]);
  const last = useRef({ id, index: -1 });
  const index = ids.indexOf(id);
  useEffect(() => {
    if (index >= 0) last.current = { id, index };
  }, [id, index]);
  return neighbours(ids, id, last.current.id === id ? last.current.index : -1);
}
