import { Link } from 'wouter';
import { callerAddress } from '../address/callers';
import { findingOf } from '../api/alerts';
import type { Alert } from '../api/alert';
import { exact } from '../text/time';
import { ShortId } from './copy';
import { Fact, Find } from './exchange-facts';
import { Icon } from './icon';
import { VisibleText } from './visible-text';
import { When } from './when';

/** Whose score it is, since when, and who is at it. */
export function AlertFacts({ alert }: { alert: Alert }) {
  const { subject, groups, raisedAt, updatedAt, subsidedAt, assignee, documentHash, webhooks } = alert;
  return (
    <dl className="exchange-facts">
      <Fact name="Caller" more={groups.length > 0 && <VisibleText text={groups.join(', ')} />}>
        <Link href={callerAddress(subject)} title="Its score over time">
          <VisibleText text={subject} />
        </Link>
      </Fact>
      <Fact name="Exchanges of the caller" more={null}>
        <Find field="subject" value={subject} />
      </Fact>
      <Fact name="Raised" more={exact(raisedAt)}>
        <When time={raisedAt} />
      </Fact>
      <Fact name="Score since" more={subsidedAt !== null && exact(subsidedAt)}>
        {subsidedAt === null ? (
          'has not fallen far enough for another alert'
        ) : (
          <>
            fell <When time={subsidedAt} />
          </>
        )}
      </Fact>
      <Fact name="Whose" more={null}>
        {assignee === null ? 'nobody’s' : <VisibleText text={assignee} />}
      </Fact>
      <Fact name="Last change" more={exact(updatedAt)}>
        <When time={updatedAt} />
      </Fact>
      <Fact name="Webhooks" more={null}>
        {webhooks.length === 0 ? 'none is told' : <VisibleText text={webhooks.join(', ')} />}
      </Fact>
      <Fact name="Document" more={null}>
        {documentHash === '' ? '–' : <ShortId id={documentHash} what="Copy the document's hash" />}
      </Fact>
      <Fact name="For a SIEM" more="OCSF detection finding, JSON">
        <a href={findingOf(alert.id)} download={`alert-${alert.id}.json`}>
          <Icon name="download" /> Save the finding
        </a>
      </Fact>
    </dl>
  );
}
