import './form.css';

interface Props {
  /** What was wrong with the last try. */
  failed: string | null;
  sending: boolean;
  /** What the button does, and what it says while it does. */
  word: string;
  meanwhile: string;
}

export function FormEnd({ failed, sending, word, meanwhile }: Props) {
  return (
    <>
      {failed !== null && (
        <p className="wrong" role="alert">
          {failed}
        </p>
      )}
      <button type="submit" className="main" disabled={sending}>
        {sending ? meanwhile : word}
      </button>
    </>
  );
}
