import { useEffect, useRef } from 'react';

export type Bindings = Record<string, (event: KeyboardEvent) => void>;

/** Listens for single keys wherever the page has the focus, except where the focus has its own use for them or a dialog is open. */
export function useKeys(bindings: Bindings) {
  const latest = useRef(bindings);
  useEffect(() => {
    latest.current = bindings;
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
      if (usesItself(event.target, event.key) || document.querySelector('dialog[open]') !== null) return;
      const act = latest.current[event.key];
      if (act === undefined) return;
      event.preventDefault();
      act(event);
    };
    document.addEventListener('keydown', listen);
    return () => document.removeEventListener('keydown', listen);
  }, []);
}

/** Whether the element with the focus has a use of its own for the key. */
function usesItself(target: EventTarget | null, key: string): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.closest('input, textarea, select, [contenteditable]') !== null) return true;
  if (key === 'Enter') return target.closest('a, button') !== null;
  return key.startsWith('Arrow') && target.closest('pre, aside, [role=slider]') !== null;
}
