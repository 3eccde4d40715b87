import { useState } from 'react';

/** An edited document that is not applied yet. */
export interface Draft {
  /** What editing began with; null where no document was published. */
  base: { hash: string; revision: number } | null;
  text: string;
  /** Why, as far as it is written. */
  comment: string;
}

/** One per person: whoever signs in next in this tab neither sees nor loses another's. */
const keyOf = (subject: string) => `vectrail.draft.${subject}`;

/** The draft, kept in this tab over reloads, errors and signing in again. */
export function useDraft(subject: string) {
  const [draft, setDraft] = useState<Draft | null>(() => read(subject));
  const [kept, setKept] = useState(true);
  const put = (next: Draft | null) => {
    setDraft(next);
    setKept(write(subject, next));
  };
  return { draft, put, /** Whether the browser keeps it over a reload. */ kept };
}

function read(subject: string): Draft | null {
  try {
    const found: unknown = JSON.parse(sessionStorage.getItem(keyOf(subject)) ?? 'null');
    return isDraft(found) ? found : null;
  } catch {
    return null;
  }
}

function write(subject: string, draft: Draft | null): boolean {
  try {
    if (draft === null) sessionStorage.removeItem(keyOf(subject));
    else sessionStorage.setItem(keyOf(subject), JSON.stringify(draft));
    return true;
  } catch {
    return draft === null;
  }
}

function isDraft(found: unknown): found is Draft {
  if (typeof found !== 'object' || found === null) return false;
  const { base, text, comment } = found as Partial<Draft>;
  return (
    typeof text === 'string' &&
    typeof comment === 'string' &&
    (base === null || (typeof base?.hash === 'string' && typeof base.revision === 'number'))
  );
}
