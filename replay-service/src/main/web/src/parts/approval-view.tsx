import { useEffect, useRef, useState, type ReactNode, type RefObject } from 'react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from 'wouter';
import type { Approval, Decision } from '../api/approval';
import { approval as asked } from '../api/approvals';
import { askAnew, askListsAnew } from '../api/ask-anew';
import { forgetReasons, keepReason } from '../api/begun-reasons';
import { me } from '../api/queries';
import { useKeys, type Bindings } from '../keys/use-keys';
import { ApprovalCaller } from './approval-caller';
import { ApprovalFacts } from './approval-facts';
import { ApprovalLife } from './approval-life';
import { ApprovalNeeds } from './approval-needs';
import { ApprovalState } from './approval-state';
import { ApprovalTexts } from './approval-texts';
import { ApprovalWhy } from './approval-why';
import { ShortId } from './copy';
import { DECISION_WORDS, DecisionForm } from './decision-form';
import { Failure } from './failure';
import { Icon, type IconName } from './icon';
import { NotLive } from './live-mark';
import { Outcome, WhatHappened } from './approval-outcome';
import { Skeleton } from './skeleton';
import { TimeLeft } from './time-left';
import './acted-on.css';
import './approval-view.css';

interface Props {
  id: string;
  tools: ReactNode;
  /** Where the approval has a page of its own, when this is not it. */
  address: string | null;
}

/** A request that waits, or waited, with what is needed to decide on it; on a page of its own or beside the queue. */
export function ApprovalView({ id, tools, address }: Props) {
  const { data, error, isPending, refetch } = useQuery(asked(id));
  const title = useRef<HTMLHeadingElement>(null);
  const deciding = useDeciding(id, data, title);
  return (
    <article className="acted-on">
      <div className="acting">
        <header>
          <h1 ref={title} tabIndex={-1}>
            {address === null ? 'Approval' : <Link href={address}>Approval</Link>}
          </h1>
          <ShortId id={id} />
          {data !== undefined && (
            <>
              <span role="status">
                <ApprovalState state={data.state} />
              </span>
              {data.state === 'REQUESTED' && <TimeLeft of={data} />}
              <Decisions approval={data} open={deciding.open} onOpen={deciding.begin} />
            </>
          )}
          <span className="tools">{tools}</span>
        </header>
        {data !== undefined && deciding.form(data)}
      </div>
      <NotLive />
      {isPending && <Skeleton what="the approval" rows={10} />}
      {error !== null && (
        <Failure
          what={
            data === undefined
              ? 'This approval could not be loaded'
              : 'Whether anything has changed here cannot be asked'
          }
          error={error}
          works="The request waits on; what was decided holds."
          again={() => void refetch()}
        />
      )}
      {data !== undefined && <Whole approval={data} ended={deciding.ended} />}
    </article>
  );
}

/** What somebody is about to decide, and how that ended. @param heading gets the focus when the form that had it goes */
function useDeciding(id: string, approval: Approval | undefined, heading: RefObject<HTMLHeadingElement | null>) {
  const client = useQueryClient();
  const person = useQuery(me).data;
  const [begun, setBegun] = useState<{ decision: Decision; state: string } | null>(null);
  const [ended, setEnded] = useState<string | null>(null);
  // Whoever decides meanwhile is first: there is nothing left to say yes or no to.
  const state = approval?.state ?? null;
  const overtaken = begun !== null && state !== null && state !== begun.state;
  const subject = person?.subject;
  useEffect(() => {
    if (!overtaken) return;
    setBegun(null);
    setEnded(state);
    if (subject !== undefined) forgetReasons(subject, id);
    // Somebody who reads on elsewhere is not taken away from there.
    if (document.activeElement === document.body) heading.current?.focus({ preventScroll: true });
  }, [overtaken, state, subject, id, heading]);
  const begin = (decision: Decision) => {
    if (approval === undefined) return;
    setEnded(null);
    setBegun({ decision, state: approval.state });
  };
  const close = () => {
    setBegun(null);
    heading.current?.focus({ preventScroll: true });
  };
  const cancel = () => {
    if (begun !== null && subject !== undefined) keepReason(subject, id, begun.decision, '');
    close();
  };
  const may = approval?.may;
  const bindings: Bindings = {};
  if (may?.approve === true) bindings.a = () => begin('approve');
  if (may?.reject === true) bindings.r = () => begin('reject');
  else if (may?.revoke === true) bindings.r = () => begin('revoke');
  if (begun !== null) bindings.Escape = cancel;
  useKeys(bindings);
  return {
    open: begun?.decision ?? null,
    ended,
    begin,
    form: (of: Approval) =>
      begun === null || overtaken || person === undefined ? null : (
        <DecisionForm
          key={begun.decision}
          approval={of}
          decision={begun.decision}
          person={person}
          onDecided={(after) => {
            client.setQueryData(asked(of.id).queryKey, after);
            void askListsAnew(client, 'approval');
            forgetReasons(person.subject, id);
            setEnded(after.state);
            close();
          }}
          onRefused={() => void askAnew(client, [{ of: 'approval', id, state: of.state }])}
          onClose={cancel}
        />
      ),
  };
}

const ICONS: Record<Decision, IconName> = { approve: 'allow', reject: 'block', revoke: 'deny' };

interface DecisionsProps {
  approval: Approval;
  open: Decision | null;
  onOpen: (decision: Decision) => void;
}

function Decisions({ approval, open, onOpen }: DecisionsProps) {
  const offered = (['approve', 'reject', 'revoke'] as const).filter((decision) => approval.may[decision]);
  return (
    <span className="actions-offered">
      {offered.map((decision) => (
        <button
          key={decision}
          type="button"
          data-act={decision}
          aria-expanded={open === decision}
          title={`${DECISION_WORDS[decision]} (${decision === 'approve' ? 'a' : 'r'})`}
          onClick={() => onOpen(decision)}
        >
          <Icon name={ICONS[decision]} />
          {DECISION_WORDS[decision]}
          <kbd aria-hidden="true">{decision === 'approve' ? 'a' : 'r'}</kbd>
        </button>
      ))}
    </span>
  );
}

function Whole({ approval, ended }: { approval: Approval; ended: string | null }) {
  return (
    <>
      <WhatHappened approval={approval} ended={ended} />
      <Outcome approval={approval} />
      <ApprovalFacts approval={approval} />
      <div className="columns">
        <ApprovalTexts approval={approval} />
        <div className="side">
          <ApprovalWhy approval={approval} />
          <ApprovalNeeds approval={approval} />
          <ApprovalCaller approval={approval} />
          <section>
            <h2>Its life</h2>
            <ApprovalLife steps={approval.steps} />
          </section>
        </div>
      </div>
    </>
  );
}
