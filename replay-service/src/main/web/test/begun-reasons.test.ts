import { beforeEach, describe, expect, it, vi } from 'vitest';
import { MOST_KEPT, begunReason, forgetReasons, keepReason } from '../src/api/begun-reasons';

describe('a reason that somebody has begun to write', () => {
  let kept: Map<string, string>;

  beforeEach(() => {
    kept = new Map();
    vi.stubGlobal('sessionStorage', {
      getItem: (key: string) => kept.get(key) ?? null,
      setItem: (key: string, value: string) => void kept.set(key, value),
      removeItem: (key: string) => void kept.delete(key),
    });
    return () => vi.unstubAllGlobals();
  });

  it('is kept for its approval, decision and person alone', () => {
    keepReason('paula', 'a', 'approve', 'Test cards.');
    expect(begunReason('paula', 'a', 'approve')).toBe('Test cards.');
    expect(begunReason('paula', 'a', 'reject')).toBe('');
    expect(begunReason('paula', 'b', 'approve')).toBe('');
    expect(begunReason('mark', 'a', 'approve')).toBe('');
  });

  it('is what was written last', () => {
    keepReason('paula', 'a', 'approve', 'Test');
    keepReason('paula', 'a', 'approve', 'Test cards.');
    expect(begunReason('paula', 'a', 'approve')).toBe('Test cards.');
  });

  it('goes when it is taken back, and leaves nothing behind', () => {
    keepReason('paula', 'a', 'approve', 'Test cards.');
    keepReason('paula', 'a', 'approve', '');
    expect(kept.size).toBe(0);
  });

  it('goes with its approval, whatever the decision, and others stay', () => {
    keepReason('paula', 'a', 'approve', 'one');
    keepReason('paula', 'a', 'reject', 'two');
    keepReason('paula', 'b', 'approve', 'three');
    forgetReasons('paula', 'a');
    expect(begunReason('paula', 'a', 'approve')).toBe('');
    expect(begunReason('paula', 'a', 'reject')).toBe('');
    expect(begunReason('paula', 'b', 'approve')).toBe('three');
  });

  it('is the oldest that makes room', () => {
    for (let i = 0; i <= MOST_KEPT; i++) keepReason('paula', `${i}`, 'approve', `reason ${i}`);
    expect(begunReason('paula', '0', 'approve')).toBe('');
    expect(begunReason('paula', '1', 'approve')).toBe('reason 1');
    expect(begunReason('paula', `${MOST_KEPT}`, 'approve')).toBe(`reason ${MOST_KEPT}`);
  });

  it('is none where what is kept is something else, or nothing is kept', () => {
    for (const found of ['{', '{}', 'null', '[1, null, {"object": "a"}]']) {
      kept.set('vectrail.reasons.paula', found);
      expect(begunReason('paula', 'a', 'approve')).toBe('');
    }
    vi.stubGlobal('sessionStorage', undefined);
    expect(begunReason('paula', 'a', 'approve')).toBe('');
    expect(() => keepReason('paula', 'a', 'approve', 'Test cards.')).not.toThrow();
  });
});
