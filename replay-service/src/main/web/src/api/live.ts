// What happens, as it happens: a stream of events, taken up again when it breaks. While there is none, everything is asked for
// every few seconds, so that nobody waits for a stream to see what a colleague did.
//
//        open                 opened
//   ──► STARTING ───────────────────────► LIVE
//          │ failed, or nothing in time     │ broke
//          ▼                                │
//        AWAY ◄─────────────────────────────┘
//          └── after a while ──► tried again, and AWAY until that one is open

export type Liveness = 'starting' | 'live' | 'away';

/** An approval or an alert that is not what it was. */
export interface Change {
  of: 'approval' | 'alert';
  id: string;
  state: string;
}

/** One connection. After `broke` nothing more is heard of it. */
export interface Connection {
  close: () => void;
}

export interface Hears {
  opened: () => void;
  changed: (change: Change) => void;
  broke: () => void;
}

/** What the world gives. */
export interface World {
  connect: (hears: Hears) => Connection;
  /** @returns how to call it off */
  after: (ms: number, act: () => void) => () => void;
  now: () => number;
  /** 0 to 1. */
  random: () => number;
}

export interface Told {
  liveness: (liveness: Liveness) => void;
  /** `all` where anything may have changed. */
  changed: (change: Change | 'all') => void;
}

const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 30_000;
/** A stream that broke sooner has not worked. */
const WORKED_MS = 10_000;
const OPENS_WITHIN_MS = 10_000;
export const POLL_MS = 4_000;
/** Something between here and there may swallow a stream without breaking it. */
export const LOOK_MS = 60_000;

/** How long to wait before the next try. Everybody's stream breaks when the service is restarted: chance spreads them. */
export function waitAfter(failures: number, random: number): number {
  const most = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** Math.min(failures - 1, 16));
  return most * (0.5 + random / 2);
}

/** Follows what happens until it is stopped. @returns how to stop it */
export function follow(world: World, told: Told): () => void {
  let connection: Connection | null = null;
  let openedAt: number | null = null;
  let failures = 0;
  let stopped = false;
  /** Which connection is listened to: a closed one may still say something. */
  let current = 0;
  let cancelTry = () => {};
  let cancelLook = () => {};

  const look = () => {
    cancelLook();
    cancelLook = world.after(openedAt === null ? POLL_MS : LOOK_MS, () => {
      told.changed('all');
      look();
    });
  };
  const opened = () => {
    cancelTry();
    openedAt = world.now();
    told.liveness('live');
    // Of what happened before nobody was told.
    told.changed('all');
    look();
  };
  const broke = () => {
    cancelTry();
    connection?.close();
    current += 1;
    const lived = openedAt === null ? null : world.now() - openedAt;
    openedAt = null;
    failures = lived !== null && lived >= WORKED_MS ? 1 : failures + 1;
    told.liveness('away');
    // Each vain try must not put it off.
    if (lived !== null) look();
    cancelTry = world.after(waitAfter(failures, world.random()), connect);
  };
  const connect = () => {
    const mine = current;
    const heard = (act: () => void) => {
      if (!stopped && mine === current) act();
    };
    connection = world.connect({
      opened: () => heard(opened),
      changed: (change) => heard(() => told.changed(change)),
      broke: () => heard(broke),
    });
    cancelTry = world.after(OPENS_WITHIN_MS, broke);
  };

  told.liveness('starting');
  connect();
  look();
  return () => {
    stopped = true;
    cancelTry();
    cancelLook();
    connection?.close();
  };
}

/** Null where it is no event that this console knows. */
export function readChange(of: Change['of'], data: unknown): Change | null {
  if (typeof data !== 'string') return null;
  try {
    const { id, state } = JSON.parse(data) as Partial<Record<'id' | 'state', unknown>>;
    return typeof id === 'string' && typeof state === 'string' ? { of, id, state } : null;
  } catch {
    return null;
  }
}

/**
 * Works off what is put in, all that came meanwhile at once and never two at a time: a flood of events costs one question after
 * another, and the last one is asked after the last event.
 */
export function inTurn<Item>(work: (items: Item[]) => Promise<unknown>, pause: () => Promise<unknown>) {
  let waiting: Item[] = [];
  let working = false;
  return async (item: Item): Promise<void> => {
    waiting.push(item);
    if (working) return;
    working = true;
    while (waiting.length > 0) {
      const items = waiting;
      waiting = [];
      // What could not be asked says so where it is shown.
      await work(items).catch(() => undefined);
      await pause();
    }
    working = false;
  };
}
