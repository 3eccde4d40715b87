import { type ReactNode } from 'react';
import { useQuery } from '@tanstack/react-query';
import { useLocation } from 'wouter';
import { me } from '../api/queries';
import { useReason } from '../api/reason';
import { ReasonForm } from '../parts/reason-form';
import './reason.css';

/** Whose pages show recorded texts. */
const TEXTS = /^\/(?:(?:search|exchanges|sessions)(?:\/|$)|approvals\/.)/u;

/** Asks once for a reason where texts are shown to those alone who give one. */
export function ReasonGate({ children }: { children: ReactNode }) {
  const [path] = useLocation();
  const { data: person, isPending } = useQuery(me);
  const reason = useReason();
  if (!TEXTS.test(path)) return children;
  // Asking for texts before it is known whether that needs a reason would leave a refusal in the accesses.
  if (isPending) return null;
  if (person?.reasonNeeded !== true || reason !== '') return children;
  return (
    <section className="reason-page">
      <h1>Why do you want to read recorded texts?</h1>
      <p className="quiet">
        Your reason is recorded with each text that you look at, for as long as this tab is open or until you change it.
      </p>
      <ReasonForm word="Go on" autoFocus />
    </section>
  );
}
