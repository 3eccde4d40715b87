import { useState, type ReactNode } from 'react';
import { Problem, sentence } from '../api/problem';
import { VisibleText } from './visible-text';
import './action-form.css';

interface Props {
  /** What its button does, and what that says meanwhile. */
  word: string;
  meanwhile: string;
  /** As in "Ctrl Enter approves". */
  does: string;
  /** Why it cannot be done now; null where it can. */
  blocked: string | null;
  /** What is missing yet, in words; null where nothing is. */
  missing: () => string | null;
  send: () => Promise<void>;
  /** It was not to be done like this: what holds now must be asked for. */
  onRefused: (problem: Problem) => void;
  onClose: () => void;
  /** @param wrong whether the last try failed */
  children: (wrong: boolean) => ReactNode;
}

/** What will happen, and the button that does it; Ctrl Enter does it, too. Enter alone does not: it is always meant. */
export function ActionForm({ word, meanwhile, does, blocked, missing, send, onRefused, onClose, children }: Props) {
  const [sending, setSending] = useState(false);
  const [failed, setFailed] = useState<string | null>(null);
  const said = failed ?? blocked;

  const submit = async () => {
    if (sending || blocked !== null) return;
    const lacks = missing();
    setFailed(lacks);
    if (lacks !== null) return;
    setSending(true);
    try {
      await send();
    } catch (error) {
      const problem = Problem.of(error);
      setFailed(`${sentence(problem.title)} ${sentence(problem.message)}`);
      onRefused(problem);
    }
    setSending(false);
  };

  return (
    <form
      className="action-form"
      aria-label={word}
      onSubmit={(event) => event.preventDefault()}
      onKeyDown={(event) => {
        if (event.nativeEvent.isComposing) return;
        if (event.key === 'Escape') onClose();
        else if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void submit();
        else return;
        event.preventDefault();
      }}
    >
      {children(failed !== null)}
      {said !== null && (
        <p className="wrong" role="alert">
          <VisibleText text={said} />
        </p>
      )}
      <span className="buttons">
        <button type="button" className="main" disabled={sending || blocked !== null} onClick={() => void submit()}>
          {sending ? meanwhile : word}
        </button>
        <button type="button" className="plain" onClick={onClose}>
          Cancel
        </button>
        <span className="quiet hint">
          <kbd>Ctrl</kbd> <kbd>Enter</kbd> {does}, <kbd>Esc</kbd> cancels
        </span>
      </span>
    </form>
  );
}
