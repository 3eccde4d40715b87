import type { Approval, ApprovalState, Found, Requirement } from '../api/approval';
import { count } from './number';
import { lasting } from './time';

/** What is left of the time to decide. */
export interface Left {
  /** 1 at the beginning, 0 at the end. */
  part: number;
  words: string;
  urgency: 'calm' | 'soon' | 'last' | 'over';
}

const SOON = 0.25;
const LAST = 0.1;
const LAST_MS = 60_000;

export function timeLeft({ time, expires }: { time: string; expires: string }, now: number): Left {
  const begun = Date.parse(time);
  const end = Date.parse(expires);
  if (Number.isNaN(begun) || Number.isNaN(end)) return { part: 0, words: '–', urgency: 'calm' };
  const left = end - now;
  if (left <= 0) return { part: 0, words: 'time is up', urgency: 'over' };
  // A clock that is behind the service's must not draw more than a whole ring.
  const part = Math.min(1, left / Math.max(1, end - begun));
  const urgency = part <= LAST || left <= LAST_MS ? 'last' : part <= SOON ? 'soon' : 'calm';
  return { part, words: lasting(Math.max(1_000, left)), urgency };
}

export const STATE_WORDS: Record<ApprovalState, string> = {
  REQUESTED: 'waits',
  APPROVED: 'approved',
  REJECTED: 'rejected',
  EXPIRED: 'expired',
  REVOKED: 'revoked',
};

export const stateWord = (state: string) => STATE_WORDS[state as ApprovalState] ?? state.toLowerCase();

/** "CREDIT_CARD × 2, EMAIL_ADDRESS". */
export const foundInWords = (found: readonly Found[]) =>
  found.map(({ type, count: times }) => (times === 1 ? type : `${type} × ${count(times)}`)).join(', ');

const people = (number: number) => (number === 1 ? 'One person' : `${count(number)} different people`);

/** Who must consent, such as "2 different people of security or legal". */
export function needInWords({ groups, each, count: number }: Requirement): string {
  if (groups.length === 0) return `${people(number)} with the role approver`;
  if (each && groups.length > 1) return `${people(number)} each of ${listed(groups, 'and')}`;
  return `${people(number)} of ${listed(groups, 'or')}`;
}

export function listed(names: readonly string[], last: 'and' | 'or'): string {
  if (names.length < 2) return names.join('');
  return `${names.slice(0, -1).join(', ')} ${last} ${names.at(-1)}`;
}

/** MONDAY,TUESDAY 08:00-18:00 Europe/Berlin as "Mon, Tue 08:00–18:00 Europe/Berlin"; what is written otherwise stays. */
export function hoursInWords(hours: string): string {
  const [, days, from, to, zone] = /^([A-Z,]+) (\S+)-(\S+) (\S+)$/u.exec(hours) ?? [];
  if (days === undefined) return hours;
  const short = days.split(',').map((day) => day.charAt(0) + day.slice(1, 3).toLowerCase());
  return `${short.length === 7 ? 'every day' : short.join(', ')} ${from}–${to} ${zone}`;
}

/** For how long the caller may repeat the request: where several rules ask, all of them must let it. */
export function grantOf(requirements: readonly Requirement[]): { seconds: number; sameText: boolean } {
  const seconds = Math.min(...requirements.map(({ grantSeconds }) => grantSeconds));
  return {
    seconds: Number.isFinite(seconds) ? seconds : 0,
    sameText: requirements.some(({ sameText }) => sameText),
  };
}

/** Whether the request goes on with this person's consent; `perhaps` where only the service can tell. */
export function enoughWith(
  { requirements, consented }: Pick<Approval, 'requirements' | 'consented'>,
  memberOf: readonly string[],
  now: number,
): 'yes' | 'no' | 'perhaps' {
  const open = requirements.filter(({ met }) => !met);
  if (open.some((requirement) => !takes(requirement, memberOf, now))) return 'no';
  const places = open.map(({ each, groups, count: number }) => (each ? groups.length * number : number));
  if (places.every((needed) => needed === 1)) return 'yes';
  // Whose consent counts where is known for a single rule alone, and not of which group it was.
  const [needed, ...others] = places;
  if (others.length > 0 || requirements.length > 1) return consented.length === 0 ? 'no' : 'perhaps';
  if ((needed ?? 0) - consented.length > 1) return 'no';
  return open[0]?.each === true ? 'perhaps' : 'yes';
}

/** Whether somebody of these groups is among those whose consent counts. */
function takes(
  { groups, escalatesAt, escalationGroups }: Requirement,
  memberOf: readonly string[],
  now: number,
): boolean {
  if (groups.length === 0 || groups.some((group) => memberOf.includes(group))) return true;
  return (
    escalatesAt !== null && now >= Date.parse(escalatesAt) && escalationGroups.some((group) => memberOf.includes(group))
  );
}
