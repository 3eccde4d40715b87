import { useEffect, useSyncExternalStore } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import { askAnew } from './ask-anew';
import { follow, inTurn, readChange, type Change, type Hears, type Liveness, type World } from './live';

const PAUSE_MS = 250;

let liveness: Liveness = 'starting';
const listeners = new Set<() => void>();

function put(next: Liveness) {
  if (next === liveness) return;
  liveness = next;
  listeners.forEach((tell) => tell());
}

function subscribe(listener: () => void) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

const current = () => liveness;

/** Whether the page hears of what happens at once. */
export const useLiveness = () => useSyncExternalStore(subscribe, current, current);

/** Keeps what is shown of approvals and alerts as it is, for as long as the frame stands and the tab is looked at. */
export function useLive(enabled: boolean): void {
  const client = useQueryClient();
  useEffect(() => {
    if (!enabled) return undefined;
    const ask = inTurn<Change | 'all'>(
      (changes) => askAnew(client, changes.includes('all') ? 'all' : (changes as Change[])),
      () => new Promise((over) => setTimeout(over, PAUSE_MS)),
    );
    let stop: (() => void) | null = null;
    // A tab that nobody looks at holds no stream: browsers keep six connections to a host, and some open tabs would take them all.
    const look = () => {
      if (document.visibilityState === 'visible')
        stop ??= follow(BROWSER, { liveness: put, changed: (change) => void ask(change) });
      else {
        stop?.();
        stop = null;
      }
    };
    look();
    document.addEventListener('visibilitychange', look);
    return () => {
      document.removeEventListener('visibilitychange', look);
      stop?.();
      put('starting');
    };
  }, [client, enabled]);
}

const BROWSER: World = {
  connect: (hears) => connect(hears),
  after: (ms, act) => {
    const timer = setTimeout(act, ms);
    return () => clearTimeout(timer);
  },
  now: () => performance.now(),
  random: Math.random,
};

function connect({ opened, changed, broke }: Hears) {
  const source = new EventSource('/api/v1/live');
  source.addEventListener('open', opened);
  for (const kind of ['approval', 'alert'] as const)
    source.addEventListener(kind, (event: MessageEvent<unknown>) => {
      const change = readChange(kind, event.data);
      if (change !== null) changed(change);
    });
  // The browser would try again by itself, at its own pace and not after every kind of failure.
  source.addEventListener('error', broke);
  return { close: () => source.close() };
}
