import { useKeys, type Bindings } from './use-keys';
import type { useCursor } from './use-cursor';

interface Keys {
  cursor: ReturnType<typeof useCursor>;
  open: () => void;
  /** Null where `r` has another meaning now. */
  refresh: (() => void) | null;
  /** Whether what is under the cursor is shown beside the list, where there is room; it opens else. */
  beside?: boolean;
}

/** The keys of a list. */
export function useListKeys({ cursor, open, refresh, beside = false }: Keys) {
  const bindings: Bindings = {
    j: () => cursor.move(1),
    k: () => cursor.move(-1),
    ArrowDown: () => cursor.move(1),
    ArrowUp: () => cursor.move(-1),
    Enter: open,
    o: () => (beside ? cursor.setBeside(!cursor.beside) : open()),
  };
  if (beside || cursor.beside) bindings.Escape = () => cursor.setBeside(false);
  if (refresh !== null) bindings.r = refresh;
  useKeys(bindings);
}
