import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { callerAddress } from '../address/callers';
import { sessionAddress } from '../address/view';
import type { Score as OfScore } from '../api/risk';
import type { Exchange } from '../api/types';
import { ShortId } from './copy';
import { Score } from './level';
import { PartsTable } from './parts-table';
import './exchange-risk.css';

/** How risky the exchange was and why, and what it made of its session and its caller. */
export function ExchangeRisk({ exchange }: { exchange: Exchange }) {
  // A service of before knows nothing of it.
  const risk = exchange.risk ?? null;
  return (
    <section className="exchange-risk">
      <h2>Risk</h2>
      {risk === null ? (
        <p className="line quiet">
          No score yet: one comes within seconds of the answer. Load the page again to see it.
        </p>
      ) : (
        <>
          <p className="line">
            <Of what="this exchange">
              <Score of={risk} />
            </Of>
            <Of
              what={
                exchange.sessionId === null ? (
                  'its session'
                ) : (
                  <Link href={sessionAddress(exchange.sessionId, { at: exchange.id, beside: false })}>its session</Link>
                )
              }
            >
              <Rated of={risk.session} />
            </Of>
            <Of what={<Link href={callerAddress(exchange.subject, { at: exchange.id })}>its caller</Link>}>
              <Rated of={risk.caller} />
            </Of>
            {risk.documentHash !== '' && (
              <span className="quiet">
                by document <ShortId id={risk.documentHash} what="Copy the document's hash" />
              </span>
            )}
          </p>
          <PartsTable
            label="Parts of the exchange's score"
            parts={risk.parts}
            none="No signal made this exchange risky."
          />
        </>
      )}
    </section>
  );
}

const Rated = ({ of }: { of: OfScore | null }) =>
  of === null ? <span className="quiet">not yours to see</span> : <Score of={of} />;

const Of = ({ what, children }: { what: ReactNode; children: ReactNode }) => (
  <span>
    <span className="quiet">{what}</span> {children}
  </span>
);
