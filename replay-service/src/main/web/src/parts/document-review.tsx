import type { Problem } from '../api/problem';
import type { useChecked } from '../api/use-checked';
import type { Editing } from '../api/use-document';
import { counted } from '../text/number';
import { ApplyForm } from './apply-form';
import { CodeDiff } from './code-diff';
import { Empty } from './empty';
import { ShownPane } from './shown-pane';
import { VisibleText } from './visible-text';

interface Props {
  editing: Editing;
  check: ReturnType<typeof useChecked>;
  back: string;
  sending: boolean;
  failed: Problem | null;
  onApply: (shadow: boolean) => void;
  onEscape: () => void;
  onLine: (line: number) => void;
}

/** What the edited text changes, and the ways to apply it. */
export function DocumentReview({ editing, check, back, sending, failed, onApply, onEscape, onLine }: Props) {
  const { config, draft, text, overtaken } = editing;
  const invalid = check.current && check.problems.length > 0;
  const hindered = sending || invalid || overtaken;
  if (!editing.edited)
    return (
      <ShownPane title="Review" back={back}>
        <Empty title="Nothing is edited">
          <p>What is typed in the editor is shown here, beside what is in force, before it is applied.</p>
        </Empty>
      </ShownPane>
    );
  return (
    <ShownPane
      title={config === null ? 'Review: the first document' : `Review: changes to no. ${config.revision}`}
      back={back}
      head={
        <ApplyForm
          comment={draft?.comment ?? ''}
          onComment={editing.explain}
          failed={overtaken ? null : failed}
          onLine={onLine}
          onEscape={onEscape}
          hindrance={
            invalid
              ? `It does not validate: ${counted(check.problems.length, 'problem')}, listed under the editor.`
              : overtaken
                ? 'Another document came into force meanwhile: choose above what becomes of it.'
                : null
          }
        >
          <button type="button" className="main" disabled={hindered} onClick={() => onApply(false)}>
            {sending ? 'Applying …' : 'Apply'}
          </button>
          {config !== null && (
            <button
              type="button"
              disabled={hindered}
              title="Evaluated and recorded beside the document in force, never enforced"
              onClick={() => onApply(true)}
            >
              Apply in shadow (trial)
            </button>
          )}
          {config?.trial !== null && config?.trial !== undefined && (
            <p className="quiet">
              Either ends the trial that <VisibleText text={config.trial.by} /> began; in shadow, this one takes its
              place.
            </p>
          )}
        </ApplyForm>
      }
    >
      <CodeDiff label="Changes" before={config?.text ?? ''} after={text} />
    </ShownPane>
  );
}
