import { useEffect, useState, type ReactNode, type RefObject } from 'react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { act, alert as asked } from '../api/alerts';
import type { Act, Alert } from '../api/alert';
import { askAnew, askListsAnew } from '../api/ask-anew';
import { forgetReasons, keepReason } from '../api/begun-reasons';
import { Problem, sentence } from '../api/problem';
import { me } from '../api/queries';
import { useKeys, type Bindings } from '../keys/use-keys';
import { allowedIn, offersFor, type Formed, type Offer } from '../text/alert';
import { actsOnAlerts } from '../text/roles';
import { AlertForm } from './alert-form';

/** How it ended what somebody did: it was done, somebody else was first, or it failed. */
export type Ended =
  { kind: 'done'; what: Act; state: string } | { kind: 'overtaken' } | { kind: 'failed'; said: string };

interface Acting {
  offers: Offer[];
  begin: (offer: Offer) => void;
  open: Formed | null;
  busy: boolean;
  ended: Ended | null;
  form: ReactNode;
}

/** What this person can do with an alert, and how that ended. @param heading gets the focus when the form that had it goes */
export function useActing(id: string, alert: Alert | undefined, heading: RefObject<HTMLHeadingElement | null>): Acting {
  const client = useQueryClient();
  const person = useQuery(me).data;
  const [open, setOpen] = useState<Formed | null>(null);
  const [busy, setBusy] = useState(false);
  const [ended, setEnded] = useState<Ended | null>(null);
  const subject = person?.subject;
  const state = alert?.state;

  const leave = () => {
    setOpen(null);
    // Somebody who reads on elsewhere is not taken away from there.
    heading.current?.focus({ preventScroll: true });
  };
  const onDone = (what: Act, after: Alert) => {
    client.setQueryData(asked(id).queryKey, after);
    void askListsAnew(client, 'alert');
    if (subject !== undefined) forgetReasons(subject, id);
    setEnded({ kind: 'done', what, state: after.state });
    if (open !== null) leave();
  };
  const onRefused = (problem: Problem) => {
    if (problem.status === 409) {
      setEnded({ kind: 'overtaken' });
      if (open !== null) leave();
    }
    if (alert !== undefined) void askAnew(client, [{ of: 'alert', id, state: alert.state }]);
  };
  const atOnce = async (what: Act) => {
    if (busy) return;
    setBusy(true);
    setEnded(null);
    try {
      onDone(what, await act(id, what));
    } catch (error) {
      const problem = Problem.of(error);
      setEnded({ kind: 'failed', said: `${sentence(problem.title)} ${sentence(problem.message)}` });
      onRefused(problem);
    }
    setBusy(false);
  };
  const openForm = (form: Formed) => {
    setEnded(null);
    setOpen(form);
  };

  // Whoever closes it meanwhile is first: there is nothing left to do in the form.
  const overtaken = open !== null && state !== undefined && !allowedIn(state, open);
  useEffect(() => {
    if (!overtaken) return;
    setOpen(null);
    setEnded({ kind: 'overtaken' });
    if (document.activeElement === document.body) heading.current?.focus({ preventScroll: true });
  }, [overtaken, heading]);

  const offers = alert === undefined || !actsOnAlerts(person) ? [] : offersFor(alert, subject ?? '');
  const begin = ({ does }: Offer) => ('form' in does ? openForm(does.form) : void atOnce(does.act));
  const bindings: Bindings = {};
  for (const offer of offers) bindings[offer.key] = () => begin(offer);
  const cancel = () => {
    if (open !== null && subject !== undefined) keepReason(subject, id, open, '');
    leave();
  };
  if (open !== null) bindings.Escape = cancel;
  useKeys(bindings);
  const form =
    open === null || overtaken || alert === undefined || person === undefined ? null : (
      <AlertForm key={open} action={open} {...{ alert, person, onDone, onRefused }} onClose={cancel} />
    );
  return { offers, begin, open, busy, ended, form };
}
