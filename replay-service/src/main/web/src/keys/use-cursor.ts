import { useCallback, useEffect, useRef, useState } from 'react';
import { stepped } from '../text/place';

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
  const last = useRef(-1);
  const index = at === null ? -1 : ids.indexOf(at);

  useEffect(() => {
    // Where it was stays known while it is no longer in the list.
    if (index >= 0 || at === null) last.current = index;
  }, [index, at]);

  useEffect(() => {
    if (moved === null) return undefined;
    const timer = setTimeout(() => {
      if (moved !== place.at) write({ at: moved, beside: place.beside });
      setMoved(null);
    }, SETTLED_MS);
    return () => clearTimeout(timer);
  }, [moved, place.at, place.beside, write]);

  const move = (step: number) => {
    const id = stepped(ids, at, last.current, step);
    if (id !== null && id !== at) setMoved(id);
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
