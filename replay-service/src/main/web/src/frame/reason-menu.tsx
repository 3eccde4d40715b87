import { useQuery } from '@tanstack/react-query';
import { me } from '../api/queries';
import { useReason } from '../api/reason';
import { Disclosure } from '../parts/disclosure';
import { Icon } from '../parts/icon';
import { ReasonForm } from '../parts/reason-form';
import { VisibleText } from '../parts/visible-text';
import { spelled } from '../text/visible';
import './reason.css';

/** The reason that goes with each call, and a way to change it. */
export function ReasonMenu() {
  const needed = useQuery(me).data?.reasonNeeded === true;
  const reason = useReason();
  if (!needed || reason === '') return null;
  return (
    <Disclosure
      className="reason"
      label={`Your reason: ${spelled(reason)}`}
      button={
        <>
          <Icon name="access" />
          <span className="words">
            <VisibleText text={reason} />
          </span>
        </>
      }
    >
      {(close) => <ReasonForm word="Change" autoFocus onGiven={close} />}
    </Disclosure>
  );
}
