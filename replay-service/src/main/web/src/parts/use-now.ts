import { useSyncExternalStore } from 'react';

/** A clock that runs while somebody looks at it. */
function clock(tickMs: number) {
  const listeners = new Set<() => void>();
  let timer: ReturnType<typeof setInterval> | undefined;
  let now = Date.now();
  return {
    read: () => now,
    subscribe: (listener: () => void) => {
      listeners.add(listener);
      now = Date.now();
      timer ??= setInterval(() => {
        now = Date.now();
        listeners.forEach((tell) => tell());
      }, tickMs);
      return () => {
        listeners.delete(listener);
        if (listeners.size === 0) {
          clearInterval(timer);
          timer = undefined;
        }
      };
    },
  };
}

const coarse = clock(5_000);
const fine = clock(1_000);

/** The time, one clock for the whole page, a few seconds coarse. */
export const useNow = () => useSyncExternalStore(coarse.subscribe, coarse.read, coarse.read);

/** The same to the second, for what runs out. */
export const useSecond = () => useSyncExternalStore(fine.subscribe, fine.read, fine.read);
