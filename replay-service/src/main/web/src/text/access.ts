import type { Access } from '../api/types';
import { shortId } from './short-id';

export const ACTIONS = ['login', 'search', 'view', 'export', 'approval', 'change'] as const;

/** Said by columns of their own. */
const ELSEWHERE = ['reason', 'status'];
const UUID = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/gu;

export function detailOf(access: Access, name: string): string {
  return access.details.find((detail) => detail.name === name)?.value ?? '';
}

/** What came of it where that is not an answer; null where it is, or where it is not said. */
export function failureOf(access: Access): { word: string; status: number } | null {
  const status = Number(detailOf(access, 'status'));
  if (!(status >= 400)) return null;
  if (status === 401 || status === 403 || status === 428) return { word: 'refused', status };
  if (status === 404) return { word: 'not found', status };
  return { word: 'failed', status };
}

/** The object with its ids shortened: what stands behind an id says more than the id. */
export const shortened = (object: string) => object.replace(UUID, (id) => shortId(id));

/** What else is known of it, in one line. */
export function detailsInWords(access: Access): string {
  return access.details
    .filter(({ name, value }) => !ELSEWHERE.includes(name) && value !== '')
    .map(({ name, value }) => `${name.replace(/^query\./u, '')}: ${value}`)
    .join(' · ');
}

/** What an object is about that has a page of its own. */
export function exchangeIn(object: string): string | null {
  return /^exchanges\/(?!counts(?:\/|$))([^/]+)(?:\/|$)/u.exec(object)?.[1] ?? null;
}

export function sessionIn(object: string): string | null {
  return /^sessions\/([^/]+)(?:\/|$)/u.exec(object)?.[1] ?? null;
}

export function alertIn(object: string): string | null {
  return /^alerts\/(?!findings(?:\/|$))([^/]+)(?:\/|$)/u.exec(object)?.[1] ?? null;
}

export function callerIn(object: string): string | null {
  return /^risk\/callers\/([^/]+)(?:\/|$)/u.exec(object)?.[1] ?? null;
}

export function approvalIn(object: string): string | null {
  return /^approvals\/([^/]+)(?:\/|$)/u.exec(object)?.[1] ?? null;
}
