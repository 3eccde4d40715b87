import { describe, expect, it } from 'vitest';
import { loginFailure } from '../src/text/login';

describe('loginFailure', () => {
  it('says what to do, and never what stands in the address', () => {
    expect(loginFailure('no-role')).toContain('roles');
    expect(loginFailure('<b>x</b>')).toBe('Signing in did not work. Try again.');
    expect(loginFailure(null)).toBeNull();
  });
});
