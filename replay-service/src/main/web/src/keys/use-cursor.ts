import { useCallback, useEffect, useState } from 'react';

const SETTLED_MS = 150;

export interface Place {
  at: string | null;
  beside: boolean;
}

interface Cursor extends Place {
  move: (step: number) => void;
  /** Puts the cursor on a row, in the address at once, so that going back finds it. */
  put: (id: string) => void;
  setBeside: (beside: boolean) => void;
}

/**
 * The row under the cursor. It moves at once; the address, and what is shown beside the list, follow when it rests, so that
 * running through a list neither floods the history nor asks for every exchange on the way.
 */
export function useCursor(ids: readonly string[], place: Place, write: (place: Place) => void): Cursor {
  const [moved, setMoved] = useState<string | null>(null);
  const at = moved ?? place.at;

  useEffect(() => {
    if (moved === null) return undefined;
    const timer = setTimeout(() => {
      if (moved !== place.at) write({ at: moved, beside: place.beside });
      setMoved(null);
    }, SETTLED_MS);
    return () => clearTimeout(timer);
  }, [moved, place.at, place.beside, write]);

  const move = (step: number) => {
    const from = at === null ? -1 : ids.indexOf(at);
    const to = from < 0 ? 0 : Math.max(0, Math.min(ids.length - 1, from + step));
    const id = ids[to];
    if (id !== undefined && id !== at) setMoved(id);
  };
  const put = useCallback(
    (id: string) => {
      setMoved(null);
      if (id !== place.at) write({ at: id, beside: place.beside });
    },
    [place.at, place.beside, write],
  );
  const setBeside = (beside: boolean) => {
    const target = at ?? ids[0] ?? null;
    if (target !== null) write({ at: target, beside });
  };
  return { at, beside: place.beside, move, put, setBeside };
}
