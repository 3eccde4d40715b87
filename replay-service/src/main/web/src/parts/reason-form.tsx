import { useId, useState } from 'react';
import { MOST_CHARACTERS, giveReason, reason } from '../api/reason';
import { FormEnd } from './form-end';

interface Props {
  word: string;
  autoFocus?: boolean;
  onGiven?: () => void;
}

export function ReasonForm({ word, autoFocus = false, onGiven }: Props) {
  const [text, setText] = useState(reason);
  const [failed, setFailed] = useState<string | null>(null);
  const field = useId();
  return (
    <form
      className="form"
      onSubmit={(event) => {
        event.preventDefault();
        if (text.trim() === '') {
          setFailed('Write a reason first.');
          return;
        }
        giveReason(text);
        onGiven?.();
      }}
    >
      <label htmlFor={field}>Reason</label>
      <input
        id={field}
        type="text"
        autoFocus={autoFocus}
        autoComplete="off"
        maxLength={MOST_CHARACTERS}
        placeholder="incident 4711"
        aria-invalid={failed !== null}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      <FormEnd failed={failed} sending={false} word={word} meanwhile="" />
    </form>
  );
}
