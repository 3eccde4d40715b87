import { Link } from 'wouter';
import { exchangeAddress } from '../address/view';
import type { Approval } from '../api/approval';
import { exact } from '../text/time';
import { ShortId } from './copy';
import { Fact, Find } from './exchange-facts';
import { VisibleText } from './visible-text';
import { When } from './when';

/** Who asks, for what, since when and until when. */
export function ApprovalFacts({ approval }: { approval: Approval }) {
  const { clientId, userAgent, provider, grantUntil } = approval;
  return (
    <dl className="exchange-facts">
      <Fact
        name="Caller"
        more={approval.callerGroups.length > 0 && <VisibleText text={approval.callerGroups.join(', ')} />}
      >
        <Find field="subject" value={approval.subject} />
      </Fact>
      <Fact name="From" more={userAgent !== null && <VisibleText text={userAgent} />}>
        <VisibleText text={approval.address || '–'} />
        {clientId !== null && (
          <>
            , client <VisibleText text={clientId} />
          </>
        )}
      </Fact>
      <Fact
        name="Connection"
        more={
          provider !== '' && (
            <>
              <VisibleText text={provider} /> <VisibleText text={approval.operation} />
            </>
          )
        }
      >
        {approval.connection === '' ? '–' : <Find field="connection" value={approval.connection} />}
      </Fact>
      <Fact name="Model" more={null}>
        {approval.model === '' ? '–' : <Find field="model" value={approval.model} />}
      </Fact>
      <Fact name="Asked" more={exact(approval.time)}>
        <When time={approval.time} />
      </Fact>
      {grantUntil !== null && (
        <Fact name="May be repeated until" more={exact(grantUntil)}>
          <When time={grantUntil} />
        </Fact>
      )}
      <Fact
        name="Exchange"
        more={
          <>
            bound to request <ShortId id={approval.requestHash} what="Copy the request's hash" />
          </>
        }
      >
        <Link href={exchangeAddress(approval.exchange, { kind: 'none' })}>the one that was held</Link>
      </Fact>
      <Fact name="Document" more={null}>
        {approval.documentHash === '' ? '–' : <ShortId id={approval.documentHash} what="Copy the document's hash" />}
      </Fact>
    </dl>
  );
}
