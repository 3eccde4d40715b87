import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { exchangeAddress } from '../address/view';
import type { Step } from '../api/approval';
import { chapters, distinct, type Chapter } from '../text/life';
import { count, counted } from '../text/number';
import { shortId } from '../text/short-id';
import type { IconName } from './icon';
import { Life, LifeLine, Names } from './life';

const ICONS: Record<string, IconName> = {
  REQUESTED: 'approve',
  SEEN: 'access',
  CONSENTED: 'person',
  APPROVED: 'allow',
  REJECTED: 'block',
  EXPIRED: 'clock',
  REVOKED: 'deny',
  ESCALATED: 'escalated',
  USED: 'used',
  NOTIFIED: 'told',
  UNDELIVERED: 'failed',
};

/** All that happened to a request that waited, in the order that counts. */
export function ApprovalLife({ steps }: { steps: readonly Step[] }) {
  return (
    <Life>
      {chapters(steps).map((chapter) => (
        <LifeLine
          key={chapter[0].id}
          kind={chapter[0].kind}
          icon={ICONS[chapter[0].kind] ?? 'unknown'}
          reason={chapter.length === 1 ? chapter[0].reason : ''}
          time={(chapter.at(-1) ?? chapter[0]).time}
        >
          {said(chapter)}
        </LifeLine>
      ))}
    </Life>
  );
}

function said(chapter: Chapter): ReactNode {
  const [first] = chapter;
  const who = <Names names={distinct(chapter.map(({ actor }) => actor))} />;
  switch (first.kind) {
    case 'REQUESTED':
      return <>Requested by {who}</>;
    case 'SEEN':
      return <>Seen by {who}</>;
    case 'CONSENTED':
      return <>{who} consented</>;
    case 'APPROVED':
      return <>Approved by {who}</>;
    case 'REJECTED':
      return <>Rejected by {who}</>;
    case 'EXPIRED':
      return <>Expired: nobody decided in time</>;
    case 'REVOKED':
      return <>Revoked by {who}</>;
    case 'ESCALATED':
      return <>Escalated: further people may decide, too</>;
    case 'NOTIFIED':
      return (
        <>
          Told to <Names names={distinct(chapter.map(({ webhook }) => webhook))} />
        </>
      );
    case 'UNDELIVERED':
      return (
        <>
          <strong>Undelivered:</strong> <Names names={distinct([first.webhook])} /> could not be told
        </>
      );
    case 'USED':
      return <Uses chapter={chapter} />;
    default:
      return (
        <>
          {first.kind.toLowerCase()} {who}
        </>
      );
  }
}

const MOST_LINKS = 5;

/** The exchanges that went on by it, each once, however often its edge said so. */
function Uses({ chapter }: { chapter: Chapter }) {
  const ids = distinct(chapter.map(({ exchange }) => exchange));
  const answered = new Set(chapter.filter(({ completed }) => completed).map(({ exchange }) => exchange));
  const unanswered = ids.length - answered.size;
  return (
    <>
      Used by {ids.length === 1 ? 'exchange' : counted(ids.length, 'exchange')}
      {ids.length > MOST_LINKS && unanswered > 0 && `, ${count(unanswered)} not answered`}{' '}
      {ids.slice(0, MOST_LINKS).map((id, index) => (
        <span key={id}>
          {index > 0 && ', '}
          <Link href={exchangeAddress(id, { kind: 'none' })}>
            <code>{shortId(id)}</code>
          </Link>
          {!answered.has(id) && ' (not answered)'}
        </span>
      ))}
      {ids.length > MOST_LINKS && ' …'}
    </>
  );
}
