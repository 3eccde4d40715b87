import type { Approval, Requirement } from '../api/approval';
import { hoursInWords, listed, needInWords } from '../text/approval';
import { lasting } from '../text/time';
import { Icon } from './icon';
import { useNow } from './use-now';
import { VisibleText } from './visible-text';
import { When } from './when';
import './approval-needs.css';

/** What each rule asks for, whether that is there, and who has consented so far. */
export function ApprovalNeeds({ approval }: { approval: Approval }) {
  const waits = approval.state === 'REQUESTED';
  return (
    <section className="approval-needs">
      <h2>{waits ? 'What is needed' : 'What was needed'}</h2>
      <ul>
        {approval.requirements.map((requirement) => (
          <li key={requirement.rule}>
            <Need requirement={requirement} waits={waits} />
          </li>
        ))}
      </ul>
      {approval.consented.length > 0 && (
        <ul className="consented" aria-label="Who has consented">
          {approval.consented.map(({ subject, time, reason }) => (
            <li key={subject}>
              <Icon name="person" />
              <p>
                <strong>
                  <VisibleText text={subject} />
                </strong>{' '}
                consented <When time={time} />
                {reason !== '' && (
                  <span className="quiet">
                    {' '}
                    “<VisibleText text={reason} />”
                  </span>
                )}
              </p>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function Need({ requirement, waits }: { requirement: Requirement; waits: boolean }) {
  const now = useNow();
  const { rule, met, escalatesAt, escalationGroups, hours, needsReason, grantSeconds, sameText } = requirement;
  return (
    <>
      <span className="need" data-met={met} data-waits={waits}>
        <Icon name={met ? 'allow' : waits ? 'approve' : 'close'} />
        {met ? 'met' : waits ? 'needed' : 'not met'}
      </span>
      <div>
        <p>
          <VisibleText text={needInWords(requirement)} />
        </p>
        <p className="quiet">
          rule <VisibleText text={rule} />
        </p>
        {escalatesAt !== null && (
          <p className="quiet">
            <VisibleText text={listed(escalationGroups, 'and')} /> may decide, too,{' '}
            {now < Date.parse(escalatesAt) ? 'but not yet' : 'since it escalated'}: <When time={escalatesAt} />
          </p>
        )}
        {hours !== null && (
          <p className="quiet">
            may be approved at these hours alone: <VisibleText text={hoursInWords(hours)} />
          </p>
        )}
        <p className="quiet">
          {grantSeconds === 0
            ? 'this request alone'
            : `grants repeating it for ${lasting(grantSeconds * 1000)}${sameText ? ', the same text alone' : ''}`}
          {!needsReason && ', no reason needed'}
        </p>
      </div>
    </>
  );
}
