import { useEffect, useId, useRef, useState } from 'react';
import { begunReason, keepReason } from '../api/begun-reasons';

const MOST_CHARACTERS = 500;

export const SAY_WHY = 'Say why first: it stands in the record, and others will ask.';

/** What somebody has written of a reason so far. A session that ended meanwhile takes nothing of it away. */
export function useBegunReason(subject: string, object: string, act: string): [string, (reason: string) => void] {
  const [reason, setReason] = useState(() => begunReason(subject, object, act));
  return [
    reason,
    (next) => {
      setReason(next);
      keepReason(subject, object, act, next);
    },
  ];
}

interface Props {
  /** As in "Why you approve it". */
  label: string;
  needed: boolean;
  wrong: boolean;
  reason: string;
  onReason: (reason: string) => void;
  autoFocus?: boolean;
}

export function ReasonField({ label, needed, wrong, reason, onReason, autoFocus = true }: Props) {
  const field = useId();
  const text = useRef<HTMLTextAreaElement>(null);
  // Whoever had begun goes on at the end.
  useEffect(() => text.current?.setSelectionRange(MOST_CHARACTERS, MOST_CHARACTERS), []);
  return (
    <>
      <label htmlFor={field}>
        {label} <span className="quiet">{needed ? 'stands in the record' : 'may be left out'}</span>
      </label>
      <textarea
        id={field}
        ref={text}
        autoFocus={autoFocus}
        rows={2}
        maxLength={MOST_CHARACTERS}
        autoComplete="off"
        required={needed}
        aria-invalid={wrong}
        value={reason}
        onChange={({ target: { value } }) => onReason(value)}
      />
    </>
  );
}
