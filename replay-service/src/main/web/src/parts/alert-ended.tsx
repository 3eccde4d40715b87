import { useQuery } from '@tanstack/react-query';
import type { Act, Alert } from '../api/alert';
import { me } from '../api/queries';
import { alertStateWord, lastDone } from '../text/alert';
import { Strip } from './strip';
import type { Ended } from './use-acting';
import { VisibleText } from './visible-text';

/** What came of what somebody just did. */
export function AlertEnded({ alert, ended }: { alert: Alert; ended: Ended | null }) {
  const subject = useQuery(me).data?.subject;
  if (ended === null) return null;
  switch (ended.kind) {
    case 'done':
      // What others did since says more.
      return ended.state !== alert.state ? null : (
        <Strip icon="allow" role="status">
          {said(ended.what)}
        </Strip>
      );
    case 'overtaken':
      return <OthersFirst alert={alert} subject={subject} />;
    case 'failed':
      return (
        <Strip icon="failed" role="alert">
          <VisibleText text={ended.said} />
        </Strip>
      );
  }
}

function OthersFirst({ alert, subject }: { alert: Alert; subject: string | undefined }) {
  const last = lastDone(alert.case);
  const state = alertStateWord(alert.state);
  return (
    <Strip icon="failed" role="alert">
      {last === null || last.actor === subject ? (
        <>Meanwhile it is {state}.</>
      ) : (
        <>
          <strong>
            <VisibleText text={last.actor} />
          </strong>{' '}
          was first: it is {state}.
        </>
      )}{' '}
      What you did was not recorded.
    </Strip>
  );
}

function said(what: Act) {
  switch (what.action) {
    case 'acknowledge':
      return 'You acknowledged it: others see that somebody is at it.';
    case 'assign':
      return (
        <>
          It is assigned to <VisibleText text={what.assignee} />.
        </>
      );
    case 'close':
      return 'You closed it. Another alert about this caller is raised when the score has fallen and rises again.';
    case 'reopen':
      return 'You reopened it.';
  }
}
