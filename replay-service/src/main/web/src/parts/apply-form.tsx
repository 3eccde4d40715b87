import type { ReactNode } from 'react';
import { sentence, type Problem } from '../api/problem';
import { MOST_COMMENT } from '../api/publish';
import { ProblemList } from './document-problems';
import './apply-form.css';

interface Props {
  comment: string;
  onComment: (comment: string) => void;
  /** Why nothing can be applied now. */
  hindrance: ReactNode;
  failed: Problem | null;
  onLine: (line: number) => void;
  /** Single keys are not listened for in fields, so that the form does. */
  onEscape: () => void;
  /** The buttons, the main one first. */
  children: ReactNode;
}

/** Why a document is applied, and the buttons that do it. Enter in the field does not: applying is always meant. */
export function ApplyForm({ comment, onComment, hindrance, failed, onLine, onEscape, children }: Props) {
  return (
    <form
      className="apply-form"
      onSubmit={(event) => event.preventDefault()}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || event.nativeEvent.isComposing) return;
        event.preventDefault();
        onEscape();
      }}
    >
      <label>
        Why <span className="quiet">(stands in the history)</span>
        <input
          autoFocus
          maxLength={MOST_COMMENT}
          autoComplete="off"
          placeholder="mask phone numbers of support"
          value={comment}
          onChange={(event) => onComment(event.target.value)}
        />
      </label>
      <span className="buttons">{children}</span>
      {hindrance !== null && <p className="hindrance">{hindrance}</p>}
      {failed !== null && (
        <div className="failed" role="alert">
          <p>
            <strong>{sentence(failed.title)}</strong>{' '}
            {failed.problems.length > 0 ? 'Nothing has changed.' : sentence(failed.message)}
          </p>
          <ProblemList problems={failed.problems} onLine={onLine} />
        </div>
      )}
    </form>
  );
}
