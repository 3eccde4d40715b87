import type { Approval, Decision } from '../api/approval';
import { decide } from '../api/approvals';
import type { Me } from '../api/types';
import { enoughWith, grantOf } from '../text/approval';
import { lasting } from '../text/time';
import { ActionForm } from './action-form';
import { ReasonField, SAY_WHY, useBegunReason } from './reason-field';
import { useSecond } from './use-now';
import { VisibleText } from './visible-text';

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

/** Why, what will happen, and the button that does it. */
export function DecisionForm({ approval, decision, person, onDecided, onRefused, onClose }: Props) {
  const [reason, setReason] = useBegunReason(person.subject, approval.id, decision);
  const needed = approval.requirements.some(({ needsReason }) => needsReason);
  return (
    <ActionForm
      word={DECISION_WORDS[decision]}
      meanwhile={MEANWHILE[decision]}
      does={decision === 'approve' ? 'approves' : `${decision}s`}
      blocked={approval.may[decision] ? null : (approval.may.why ?? 'It cannot be decided like this any more.')}
      missing={() => (needed && reason.trim() === '' ? SAY_WHY : null)}
      send={async () => onDecided(await decide(approval.id, decision, reason.trim()))}
      onRefused={onRefused}
      onClose={onClose}
    >
      {(wrong) => (
        <>
          <p>
            <Consequence approval={approval} decision={decision} person={person} />
          </p>
          <ReasonField label={`Why you ${decision} it`} {...{ needed, wrong, reason }} onReason={setReason} />
        </>
      )}
    </ActionForm>
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
