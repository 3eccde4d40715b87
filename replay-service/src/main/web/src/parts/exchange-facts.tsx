import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { searchAddress, sessionAddress } from '../address/view';
import type { Exchange } from '../api/types';
import { count } from '../text/number';
import { narrowed } from '../text/query';
import { exact } from '../text/time';
import { spelled } from '../text/visible';
import { ShortId } from './copy';
import { Times } from './times';
import { VisibleText } from './visible-text';
import { When } from './when';
import './exchange-facts.css';

const PROOFS: Record<string, string> = { NONE: 'nothing', OIDC: 'OIDC token', SAML: 'SAML', KEY: 'key', MTLS: 'mTLS' };

/** Who, when, through what, and how long it took. */
export function ExchangeFacts({ exchange }: { exchange: Exchange }) {
  return (
    <dl className="exchange-facts">
      <Fact name="Caller" more={exchange.groups.length > 0 && <VisibleText text={exchange.groups.join(', ')} />}>
        <Find field="subject" value={exchange.subject} />
      </Fact>
      <Fact name="Known by" more={exchange.issuer !== null && <VisibleText text={exchange.issuer} />}>
        {PROOFS[exchange.authentication] ?? exchange.authentication.toLowerCase()}
        {exchange.clientId !== null && (
          <>
            , client <VisibleText text={exchange.clientId} />
          </>
        )}
      </Fact>
      <Fact name="From" more={exchange.userAgent !== null && <VisibleText text={exchange.userAgent} />}>
        <VisibleText text={exchange.address || '–'} />
      </Fact>
      <Fact name="When" more={exact(exchange.time)}>
        <When time={exchange.time} />
      </Fact>
      <Fact
        name="Connection"
        more={
          exchange.provider !== '' && (
            <>
              <VisibleText text={exchange.provider} /> <VisibleText text={exchange.operation} />
            </>
          )
        }
      >
        {exchange.connection === '' ? '–' : <Find field="connection" value={exchange.connection} />}
      </Fact>
      <Fact name="Model" more={<Usage exchange={exchange} />}>
        {exchange.model === '' ? '–' : <Find field="model" value={exchange.model} />}
      </Fact>
      {exchange.targets.length > 0 && (
        <Fact name="Sent to" more={null}>
          <VisibleText text={exchange.targets.join(', then ')} />
        </Fact>
      )}
      <Session exchange={exchange} />
      {exchange.traceId !== null && (
        <Fact name="Trace" more={null}>
          <ShortId id={exchange.traceId} what="Copy the trace id" />
        </Fact>
      )}
      <Fact name="Time taken" more={null}>
        <Times exchange={exchange} />
      </Fact>
    </dl>
  );
}

export function Fact({ name, more, children }: { name: string; more: ReactNode; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
      {more !== null && more !== false && <dd className="more">{more}</dd>}
    </div>
  );
}

/** A value that leads to the exchanges that have it. */
export function Find({ field, value }: { field: string; value: string }) {
  const address = searchAddress({ query: narrowed('', field, value), range: { kind: 'last', span: '24h' } });
  return (
    <Link href={address} title={`Search ${field}:${spelled(value)}`}>
      <VisibleText text={value} />
    </Link>
  );
}

function Session({ exchange }: { exchange: Exchange }) {
  const { session: name, sessionId: id } = exchange;
  if (name === null && id === null) return null;
  const words = name === null ? 'unnamed' : <VisibleText text={name} />;
  return (
    <Fact name="Session" more={null}>
      {id === null ? words : <Link href={sessionAddress(id, { at: exchange.id, beside: false })}>{words}</Link>}
    </Fact>
  );
}

function Usage({ exchange }: { exchange: Exchange }) {
  const tokens = exchange.usage?.totalTokens ?? exchange.usage?.promptTokens ?? null;
  return tokens === null ? null : <>{count(tokens)} tokens</>;
}
