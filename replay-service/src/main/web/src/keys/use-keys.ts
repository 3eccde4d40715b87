import { useEffect, useRef } from 'react';

export type Bindings = Record<string, (event: KeyboardEvent) => void>;

/**
 * Listens for single keys wherever the page has the focus, except where the focus has its own use for them or a dialog is open.
 * `Mod+s` means Ctrl or Cmd with s, and is listened for in texts too.
 */
export function useKeys(bindings: Bindings) {
  const latest = useRef(bindings);
  useEffect(() => {
    latest.current = bindings;
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing || event.altKey) return;
      const mod = event.ctrlKey || event.metaKey;
      // Inside a shadow root the event's target is its host.
      if (!mod && usesItself(event.composedPath()[0] ?? null, event.key)) return;
      if (document.querySelector('dialog[open]') !== null) return;
      const act = latest.current[mod ? `Mod+${event.key.toLowerCase()}` : event.key];
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
  if (target.closest('input, textarea, select, [contenteditable=true]') !== null) return true;
  if (key === ' ') return target.closest('button, summary') !== null;
  if (key === 'Enter') return target.closest('a, button') !== null;
  return key.startsWith('Arrow') && target.closest('pre, aside, [role=slider]') !== null;
}
