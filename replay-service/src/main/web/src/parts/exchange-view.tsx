import type { ReactNode } from 'react';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import { exchange } from '../api/queries';
import type { Exchange } from '../api/types';
import { count } from '../text/number';
import { Chain } from './chain';
import { ShortId } from './copy';
import { Decision } from './decision';
import { ExchangeApproval } from './exchange-approval';
import { ExchangeFacts } from './exchange-facts';
import { ExchangeRisk } from './exchange-risk';
import { Failure } from './failure';
import { Inputs } from './inputs';
import { Outcome } from './outcome';
import { RawMessage } from './raw-message';
import { Rules } from './rules';
import { SendAgain } from './send-again';
import { Skeleton } from './skeleton';
import { VisibleText } from './visible-text';
import './exchange-view.css';

interface Props {
  id: string;
  tools: ReactNode;
  /** Where the exchange has a page of its own, when this is not it. */
  address: string | null;
}

/** An exchange, as wide as its place allows: on a page of its own or beside a list. */
export function ExchangeView({ id, tools, address }: Props) {
  const { data, error, isPending, refetch } = useQuery(exchange(id));
  return (
    <article className="exchange-view">
      <header>
        <h1>{address === null ? 'Exchange' : <Link href={address}>Exchange</Link>}</h1>
        <ShortId id={id} />
        {data !== undefined && <Headline exchange={data} />}
        <span className="tools">{tools}</span>
      </header>
      {isPending && <Skeleton what="the exchange" rows={10} />}
      {error !== null && (
        <Failure
          what="This exchange could not be loaded"
          error={error}
          works="The lists and other exchanges may still answer."
          again={() => void refetch()}
        />
      )}
      {data !== undefined && <Whole exchange={data} />}
    </article>
  );
}

function Headline({ exchange }: { exchange: Exchange }) {
  return (
    <span className="headline">
      <Decision decision={exchange.decision} />
      <Outcome outcome={exchange.outcome} status={exchange.status} />
      {exchange.refusalCode !== null && (
        <code>
          <VisibleText text={exchange.refusalCode} />
        </code>
      )}
      {exchange.count > 1 && <span>stands for {count(exchange.count)} refusals</span>}
    </span>
  );
}

function Whole({ exchange }: { exchange: Exchange }) {
  // Who may not read texts gets the metadata, and is told so where the rest would be.
  const reads = exchange.readable;
  return (
    <>
      {/* Not in the header, which stays while the rest scrolls: it may take some lines. */}
      {exchange.refusalReason !== null && (
        <p className="refusal-reason quiet">
          <VisibleText text={exchange.refusalReason} />
        </p>
      )}
      <ExchangeFacts exchange={exchange} />
      <ExchangeRisk exchange={exchange} />
      <Inputs exchange={exchange} reads={reads} />
      {exchange.rules.length > 0 && <Rules rules={exchange.rules} />}
      {exchange.approvalId !== null && <ExchangeApproval id={exchange.approvalId} exchange={exchange.id} />}
      <Chain exchange={exchange} />
      {reads && <SendAgain id={exchange.id} />}
      <div className="raw">
        <RawMessage id={exchange.id} side="request" message={exchange.request} reads={reads} />
        {exchange.response === null ? (
          <section className="raw-message">
            <div className="title">
              <h2>Response</h2>
            </div>
            <p className="quiet">None was released from the upstream.</p>
          </section>
        ) : (
          <RawMessage id={exchange.id} side="response" message={exchange.response} reads={reads} />
        )}
      </div>
    </>
  );
}
