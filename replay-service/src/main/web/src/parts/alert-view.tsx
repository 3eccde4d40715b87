import { useRef, type ReactNode } from 'react';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import { alert as asked } from '../api/alerts';
import type { Alert } from '../api/alert';
import type { Offer } from '../text/alert';
import { count } from '../text/number';
import { AlertEnded } from './alert-ended';
import { AlertFacts } from './alert-facts';
import { AlertLife } from './alert-life';
import { AlertOutcome, AlertSaid } from './alert-said';
import { AlertState } from './alert-state';
import { ShortId } from './copy';
import { Failure } from './failure';
import { Icon, type IconName } from './icon';
import { Score } from './level';
import { NotLive } from './live-mark';
import { PartsTable } from './parts-table';
import { RiskyExchanges } from './risky-exchanges';
import { Skeleton } from './skeleton';
import { useActing, type Ended } from './use-acting';
import './acted-on.css';
import './alert-view.css';

interface Props {
  id: string;
  tools: ReactNode;
  /** Where the alert has a page of its own, when this is not it. */
  address: string | null;
}

/** An alert with its reasons, and what can be done with it; on a page of its own or beside the list. */
export function AlertView({ id, tools, address }: Props) {
  const { data, error, isPending, refetch } = useQuery(asked(id));
  const title = useRef<HTMLHeadingElement>(null);
  const acting = useActing(id, data, title);
  return (
    <article className="acted-on alert-view">
      <div className="acting">
        <header>
          <h1 ref={title} tabIndex={-1}>
            {address === null ? 'Alert' : <Link href={address}>Alert</Link>}
          </h1>
          <ShortId id={id} />
          {data !== undefined && (
            <>
              <Score of={data} />
              <span role="status">
                <AlertState state={data.state} verdict={data.verdict} />
              </span>
              <Offers offers={acting.offers} onBegin={acting.begin} open={acting.open} busy={acting.busy} />
            </>
          )}
          <span className="tools">{tools}</span>
        </header>
        {acting.form}
      </div>
      <NotLive />
      {isPending && <Skeleton what="the alert" rows={10} />}
      {error !== null && (
        <Failure
          what={
            data === undefined ? 'This alert could not be loaded' : 'Whether anything has changed here cannot be asked'
          }
          error={error}
          works="Scores go on being made, and webhooks are told all the same."
          again={() => void refetch()}
        />
      )}
      {data !== undefined && <Whole alert={data} ended={acting.ended} />}
    </article>
  );
}

const ICONS: Record<Offer['name'], IconName> = {
  acknowledge: 'access',
  take: 'person',
  assign: 'used',
  close: 'allow',
  reopen: 'refresh',
};

interface OffersProps {
  offers: Offer[];
  onBegin: (offer: Offer) => void;
  open: string | null;
  busy: boolean;
}

const Offers = ({ offers, onBegin, open, busy }: OffersProps) => (
  <span className="actions-offered">
    {offers.map((offer) => (
      <button
        key={offer.name}
        type="button"
        data-act={offer.name}
        disabled={busy}
        aria-expanded={'form' in offer.does ? open === offer.does.form : undefined}
        title={`${offer.word} (${offer.key})`}
        onClick={() => onBegin(offer)}
      >
        <Icon name={ICONS[offer.name]} />
        {offer.word}
        <kbd aria-hidden="true">{offer.key}</kbd>
      </button>
    ))}
  </span>
);

function Whole({ alert, ended }: { alert: Alert; ended: Ended | null }) {
  const { exchanges, exchangeCount, parts } = alert;
  return (
    <>
      <AlertEnded alert={alert} ended={ended} />
      <AlertSaid alert={alert} />
      <AlertOutcome alert={alert} />
      <AlertFacts alert={alert} />
      <div className="columns">
        <section className="behind">
          <h2>
            The exchanges behind it{' '}
            <span className="quiet">
              {exchanges.length < exchangeCount
                ? `the riskiest ${count(exchanges.length)} of ${count(exchangeCount)}`
                : count(exchanges.length)}
            </span>
          </h2>
          {exchanges.length === 0 ? (
            <p className="quiet note">None is known of it.</p>
          ) : (
            <RiskyExchanges exchanges={exchanges} />
          )}
        </section>
        <div className="side">
          <section>
            <h2>What the score is made of</h2>
            <PartsTable label="Parts of the score" parts={parts} />
          </section>
          <section>
            <h2>Its life</h2>
            <AlertLife alert={alert} />
          </section>
        </div>
      </div>
    </>
  );
}
