import { describe, expect, test } from 'vitest';
import { LOOK_MS, POLL_MS, follow, inTurn, readChange, waitAfter, type Hears } from '../src/api/live';

/** A world whose time passes when the test says so. */
function world() {
  let now = 0;
  let plans: { at: number; act: () => void }[] = [];
  const connections: (Hears & { closed: boolean })[] = [];
  const said: string[] = [];
  const stop = follow(
    {
      connect: (hears) => {
        const connection = { ...hears, closed: false };
        connections.push(connection);
        return { close: () => void (connection.closed = true) };
      },
      after: (ms, act) => {
        const plan = { at: now + ms, act };
        plans.push(plan);
        return () => void (plans = plans.filter((other) => other !== plan));
      },
      now: () => now,
      random: () => 1,
    },
    {
      liveness: (liveness) => said.push(liveness),
      changed: (change) => said.push(change === 'all' ? 'all' : `${change.id} ${change.state}`),
    },
  );
  return {
    connections,
    stop,
    plans: () => plans.length,
    last: () => connections.at(-1) as Hears & { closed: boolean },
    /** What was said since it was last asked. */
    said: () => said.splice(0),
    pass: (ms: number) => {
      const end = now + ms;
      for (;;) {
        const next = plans.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0];
        if (next === undefined) break;
        plans = plans.filter((plan) => plan !== next);
        now = next.at;
        next.act();
      }
      now = end;
    },
  };
}

describe('what happens', () => {
  test('is told at once, and all is asked for when the stream begins', () => {
    const { last, said } = world();
    expect(said()).toEqual(['starting']);
    last().opened();
    last().changed({ of: 'approval', id: '1', state: 'APPROVED' });
    expect(said()).toEqual(['live', 'all', '1 APPROVED']);
  });

  test('is asked for every few seconds while there is no stream, however often one is tried', () => {
    const { last, said, pass, connections } = world();
    last().broke();
    expect(said()).toEqual(['starting', 'away']);
    pass(1_000);
    last().broke();
    pass(2_000);
    last().broke();
    expect(said()).toEqual(['away', 'away']);
    pass(POLL_MS - 3_000);
    expect(said()).toEqual(['all']);
    expect(connections.length).toBe(3);
  });

  test('is asked for once in a while all the same: a stream may be dead and not say so', () => {
    const { last, said, pass } = world();
    last().opened();
    said();
    pass(LOOK_MS);
    expect(said()).toEqual(['all']);
  });

  test('is followed again after a break, at once after a long stream and ever later after short ones', () => {
    const { last, pass, connections } = world();
    last().opened();
    pass(3_600_000);
    last().broke();
    pass(1_000);
    expect(connections.length).toBe(2);
    last().opened();
    last().broke();
    pass(1_000);
    expect(connections.length).toBe(2);
    pass(1_000);
    expect(connections.length).toBe(3);
  });

  test('is not waited for where a stream does not open', () => {
    const { said, pass, connections } = world();
    said();
    pass(10_000);
    expect(said()).toContain('away');
    expect(connections[0]?.closed).toBe(true);
    pass(1_000);
    expect(connections.length).toBe(2);
  });

  test('on a connection that is closed is not heard', () => {
    const { connections, last, said, pass } = world();
    last().broke();
    pass(1_000);
    last().opened();
    said();
    connections[0]?.changed({ of: 'approval', id: '1', state: 'APPROVED' });
    connections[0]?.broke();
    expect(said()).toEqual([]);
  });

  test('leaves nothing behind when nobody follows any more', () => {
    const { last, said, stop, plans } = world();
    last().opened();
    said();
    stop();
    last().changed({ of: 'approval', id: '1', state: 'APPROVED' });
    last().broke();
    expect([last().closed, said(), plans()]).toEqual([true, [], 0]);
  });
});

test('the waits double, up to half a minute, and chance takes half of them at most', () => {
  expect([1, 2, 3, 6, 1_000].map((failures) => waitAfter(failures, 1))).toEqual([1_000, 2_000, 4_000, 30_000, 30_000]);
  expect(waitAfter(3, 0)).toBe(2_000);
});

test('an event is read, and one that is none is left', () => {
  expect(readChange('alert', '{"id": "1", "state": "APPROVED", "more": 1}')).toEqual({
    of: 'alert',
    id: '1',
    state: 'APPROVED',
  });
  for (const other of ['{', 'null', '7', '{"id": 1, "state": "X"}', undefined])
    expect(readChange('alert', other)).toBeNull();
});

test('what comes while something is worked off is worked off together, after it', async () => {
  const worked: number[][] = [];
  const ends: (() => void)[] = [];
  const put = inTurn<number>(
    (items) => {
      worked.push(items);
      return new Promise<void>((resolve, reject) =>
        ends.push(items.includes(2) ? () => reject(new Error('no')) : resolve),
      );
    },
    () => Promise.resolve(),
  );
  const done = put(1);
  void put(2);
  void put(3);
  expect(worked).toEqual([[1]]);
  ends.shift()?.();
  await expect.poll(() => worked).toEqual([[1], [2, 3]]);
  ends.shift()?.();
  await done;
  void put(4);
  expect(worked.at(-1)).toEqual([4]);
});
