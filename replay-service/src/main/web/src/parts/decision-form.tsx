import { useEffect, useId, useRef, useState } from 'react';
import type { Approval, Decision } from '../api/approval';
import { decide } from '../api/approvals';
import { begunReason, keepReason } from '../api/begun-reasons';
import { Problem, sentence } from '../api/problem';
import type { Me } from '../api/types';
import { enoughWith, grantOf } from '../text/approval';
import { lasting } from '../text/time';
import { useSecond } from './use-now';
import { VisibleText } from './visible-text';
import './decision-form.css';

const MOST_CHARACTERS = 500;

export const DECISION_WORDS: Record<Decision, string> = { approve: 'Approve', reject: 'Reject', revoke: 'Revoke' };
const MEANWHILE: Record<Decision, string> = { approve: 'Approving …', reject: 'Rejecting …', revoke: 'Revoking …' };

interface Props {
  approval: Approval;
  decision: Decision;
  person: Me;
  onDecided: (after: Approval) => void;
  /** It was not to be decided like this: what holds now must be asked for. */
  onRefused: () => void;
  onClose: () => void;
}

/** Why, what will happen, and the button that does it; Ctrl Enter does it, too. Enter alone does not: a decision is always meant. */
export function DecisionForm({ approval, decision, person, onDecided, onRefused, onClose }: Props) {
  // A session that ended meanwhile takes nothing of it away.
  const [reason, setReason] = useState(() => begunReason(person.subject, approval.id, decision));
  const [sending, setSending] = useState(false);
  const [failed, setFailed] = useState<string | null>(null);
  const field = useId();
  const text = useRef<HTMLTextAreaElement>(null);
  // Whoever had begun goes on at the end.
  useEffect(() => text.current?.setSelectionRange(MOST_CHARACTERS, MOST_CHARACTERS), []);
  const needed = approval.requirements.some(({ needsReason }) => needsReason);
  const may = approval.may[decision];

  const submit = async () => {
    if (sending || !may) return;
    const said = reason.trim();
    if (needed && said === '') {
      setFailed('Say why first: it stands in the record, and others will ask.');
      return;
    }
    setSending(true);
    setFailed(null);
    try {
      onDecided(await decide(approval.id, decision, said));
    } catch (error) {
      const problem = Problem.of(error);
      setFailed(`${sentence(problem.title)} ${sentence(problem.message)}`);
      onRefused();
    }
    setSending(false);
  };

  return (
    <form
      className="decision-form"
      aria-label={DECISION_WORDS[decision]}
      onSubmit={(event) => event.preventDefault()}
      onKeyDown={(event) => {
        if (event.nativeEvent.isComposing) return;
        if (event.key === 'Escape') onClose();
        else if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void submit();
        else return;
        event.preventDefault();
      }}
    >
      <p>
        <Consequence approval={approval} decision={decision} person={person} />
      </p>
      <label htmlFor={field}>
        Why you {decision} it <span className="quiet">{needed ? 'stands in the record' : 'may be left out'}</span>
      </label>
      <textarea
        id={field}
        ref={text}
        autoFocus
        rows={2}
        maxLength={MOST_CHARACTERS}
        autoComplete="off"
        required={needed}
        aria-invalid={failed !== null}
        value={reason}
        onChange={({ target: { value } }) => {
          setReason(value);
          keepReason(person.subject, approval.id, decision, value);
        }}
      />
      {(failed ?? (may ? null : approval.may.why)) !== null && (
        <p className="wrong" role="alert">
          <VisibleText text={failed ?? approval.may.why ?? ''} />
        </p>
      )}
      <span className="buttons">
        <button type="button" className="main" disabled={sending || !may} onClick={() => void submit()}>
          {sending ? MEANWHILE[decision] : DECISION_WORDS[decision]}
        </button>
        <button type="button" className="plain" onClick={onClose}>
          Cancel
        </button>
        <span className="quiet hint">
          <kbd>Ctrl</kbd> <kbd>Enter</kbd> {decision === 'approve' ? 'approves' : `${decision}s`}, <kbd>Esc</kbd>{' '}
          cancels
        </span>
      </span>
    </form>
  );
}

/** What will happen, before it does. */
function Consequence({ approval, decision, person }: Pick<Props, 'approval' | 'decision' | 'person'>) {
  const now = useSecond();
  const caller = <VisibleText text={approval.subject} />;
  if (decision === 'reject')
    return <>The request is refused, whoever has consented: {caller} gets a permission error.</>;
  if (decision === 'revoke')
    return <>Nothing more goes on by it, neither the request nor what repeats it. What has gone on stays gone.</>;
  switch (enoughWith(approval, person.groups, now)) {
    case 'yes':
      return (
        <>
          The request goes on at once; where {caller} has stopped waiting, when it is sent again.{' '}
          <Grant of={approval} />
        </>
      );
    case 'perhaps':
      return (
        <>
          The request goes on at once if your consent is the last one needed, which shows when it is given.{' '}
          <Grant of={approval} />
        </>
      );
    case 'no':
      return (
        <>
          Your consent counts, and the request waits on: more people than you must consent. <Grant of={approval} />
        </>
      );
  }
}

function Grant({ of: { requirements, subject } }: { of: Approval }) {
  const { seconds, sameText } = grantOf(requirements);
  if (seconds === 0) return <>It is for this request alone.</>;
  return (
    <>
      Once it is approved, <VisibleText text={subject} /> may repeat {sameText ? 'the same text' : 'such requests'} for{' '}
      <strong>{lasting(seconds * 1000)}</strong> without asking.
    </>
  );
}
