import { useSyncExternalStore } from 'react';

// Why somebody reads recorded texts, for one session of work: it lives as long as the tab, and goes with each call.

const NAME = 'vectrail.reason';
export const MOST_CHARACTERS = 500;

const listeners = new Set<() => void>();
let given = kept();

/** Empty where none was given. */
export const reason = () => given;

/** Empty takes it back: whoever signs in next has reasons of their own. */
export function giveReason(text: string): void {
  // A header has one line.
  given = text
    .replace(/[\u0000-\u001f\u007f-\u009f]+/gu, ' ')
    .trim()
    .slice(0, MOST_CHARACTERS);
  try {
    sessionStorage.setItem(NAME, given);
  } catch {
    // It lasts until the page is loaded again.
  }
  listeners.forEach((listener) => listener());
}

/** Headers are ASCII, and reasons are in every language. */
export const reasonHeaders = (text: string): Record<string, string> =>
  text === '' ? {} : { 'X-Vectrail-Reason': encodeURIComponent(text) };

export const useReason = () => useSyncExternalStore(subscribe, reason);

function kept(): string {
  try {
    return sessionStorage.getItem(NAME) ?? '';
  } catch {
    return '';
  }
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
