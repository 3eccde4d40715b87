import { useQuery } from '@tanstack/react-query';
import type { Approval } from '../api/approval';
import { me } from '../api/queries';
import { stateWord } from '../text/approval';
import { Strip } from './strip';
import { VisibleText } from './visible-text';
import { When } from './when';

/** What just happened, or what keeps this person from deciding. @param ended what it was when this person's deciding ended, if it did */
export function WhatHappened({ approval, ended }: { approval: Approval; ended: string | null }) {
  const subject = useQuery(me).data?.subject;
  const { state, decidedBy } = approval;
  if (ended === state && (state === 'REQUESTED' || decidedBy === subject))
    return (
      <Strip icon="allow" role="status">
        {DONE[state]}
      </Strip>
    );
  if (ended === state) return <OthersFirst approval={approval} subject={subject} />;
  if (approval.state === 'REQUESTED' && approval.may.why !== null)
    return (
      <Strip icon="deny" role="status">
        <VisibleText text={approval.may.why} />
      </Strip>
    );
  return null;
}

function OthersFirst({ approval, subject }: { approval: Approval; subject: string | undefined }) {
  const { state, decidedBy, consented } = approval;
  return (
    <Strip icon="failed" role="alert">
      {decidedBy === null ? (
        <>Meanwhile it is {stateWord(state)}.</>
      ) : (
        <>
          <strong>
            <VisibleText text={decidedBy} />
          </strong>{' '}
          was first: it is {stateWord(state)}.
        </>
      )}{' '}
      {consented.some((consent) => consent.subject === subject)
        ? 'Your consent stands in the record.'
        : 'What you wrote was not recorded.'}
    </Strip>
  );
}

const DONE: Record<Approval['state'], string> = {
  REQUESTED: 'Your consent counts. The request waits for more.',
  APPROVED: 'You approved it: the request goes on.',
  REJECTED: 'You rejected it: the request is refused.',
  REVOKED: 'You revoked it: nothing more goes on by it.',
  EXPIRED: 'Its time is up: nobody decided.',
};

/** Who decided, when and why; nothing while it waits. */
export function Outcome({ approval }: { approval: Approval }) {
  const { state, decided, decidedBy, steps } = approval;
  if (state === 'REQUESTED' || decided === null) return null;
  const reason = steps.findLast(({ kind }) => kind === state)?.reason ?? '';
  return (
    <p className="approval-outcome" data-state={state}>
      <strong>{begun(stateWord(state))}</strong>
      {decidedBy !== null && state !== 'EXPIRED' && (
        <>
          {' '}
          by <VisibleText text={decidedBy} />
        </>
      )}{' '}
      <When time={decided} />
      {reason !== '' && (
        <span className="quiet">
          {' '}
          “<VisibleText text={reason} />”
        </span>
      )}
    </p>
  );
}

const begun = (word: string) => word.charAt(0).toUpperCase() + word.slice(1);
