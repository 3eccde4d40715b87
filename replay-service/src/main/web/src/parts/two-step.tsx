import { useState } from 'react';

interface Props {
  word: string;
  /** What is lost by it; null where nothing is, and one step does. */
  loses: string | null;
  onDo: () => void;
  disabled?: boolean;
}

/** A button for what cannot be taken back: the first click says what is lost, the second does it. */
export function TwoStep({ word, loses, onDo, disabled = false }: Props) {
  const [asked, setAsked] = useState(false);
  if (!asked || loses === null)
    return (
      <button type="button" disabled={disabled} onClick={() => (loses === null ? onDo() : setAsked(true))}>
        {word}
      </button>
    );
  return (
    <span className="two-step" role="group" aria-label={loses}>
      <span role="alert">{loses}</span>{' '}
      <button type="button" autoFocus onClick={() => (setAsked(false), onDo())}>
        {word}
      </button>{' '}
      <button type="button" className="plain" onClick={() => setAsked(false)}>
        Keep it
      </button>
    </span>
  );
}
