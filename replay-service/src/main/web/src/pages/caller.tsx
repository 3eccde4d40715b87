import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link, useLocation, useSearch } from 'wouter';
import { callersAddress, readCaller, type CallerView } from '../address/callers';
import { searchAddress, sessionsAddress, readListView } from '../address/view';
import { Problem } from '../api/problem';
import type { Caller } from '../api/risk';
import { caller as asked } from '../api/risks';
import { useKeys } from '../keys/use-keys';
import { CallerAlerts } from '../parts/caller-alerts';
import { CallerMap } from '../parts/caller-map';
import { CallerHistory } from '../parts/caller-history';
import { Empty } from '../parts/empty';
import { Failure } from '../parts/failure';
import { Icon } from '../parts/icon';
import { Score } from '../parts/level';
import { Neighbours } from '../parts/neighbours';
import { PartsTable } from '../parts/parts-table';
import { RiskyExchanges } from '../parts/risky-exchanges';
import { Skeleton } from '../parts/skeleton';
import { VisibleText } from '../parts/visible-text';
import { When } from '../parts/when';
import { count } from '../text/number';
import { formatTerm } from '../text/query';
import { rangeInWords } from '../text/time-range';
import { spelled } from '../text/visible';
import '../parts/acted-on.css';
import './caller.css';

/** One caller: how risky it is, since when, and what made it so. */
export function CallerPage({ subject }: { subject: string }) {
  const view = readCaller(useSearch());
  const [, navigate] = useLocation();
  const list = callersAddress({ ...readListView(''), at: subject });
  const { data, error, isPending, refetch, dataUpdatedAt } = useQuery({
    ...asked(subject, view.range),
    placeholderData: keepPreviousData,
  });
  const again = () => void refetch();
  useKeys({ u: () => navigate(list), r: again });
  const unknown = error !== null && Problem.of(error).status === 404;
  return (
    <article className="acted-on caller-page">
      <title>{`${spelled(subject)} · Vectrail`}</title>
      <div className="acting">
        <header>
          <h1>
            <VisibleText text={subject} />
          </h1>
          {data !== undefined && !unknown && (
            <>
              <Score of={data} />
              <span className="quiet">
                now; last seen <When time={data.at} />
              </span>
            </>
          )}
          <Elsewhere subject={subject} view={view} />
          <span className="tools">
            <Neighbours list={list} word="Callers">
              <button type="button" className="plain" title="Ask again (r)" onClick={again}>
                <Icon name="refresh" />
                <span className="aside">Ask again</span>
              </button>
            </Neighbours>
          </span>
        </header>
      </div>
      {isPending && <Skeleton what="the caller" rows={10} />}
      {unknown ? (
        <Empty title="No score is known of this caller">
          <p>
            A caller has one from the first exchange on that is scored. It may have none yet, or none any more, or have
            been on connections that are not yours to see.
          </p>
        </Empty>
      ) : (
        error !== null && (
          <Failure
            what="This caller’s score could not be loaded"
            error={error}
            works="Edges know the scores without this service, and recording goes on."
            again={again}
          />
        )
      )}
      {data !== undefined && !unknown && <Whole caller={data} view={view} asOf={dataUpdatedAt || Date.now()} />}
    </article>
  );
}

/** What else there is of the same caller. */
function Elsewhere({ subject, view: { range } }: { subject: string; view: CallerView }) {
  const query = formatTerm({ kind: 'field', field: 'subject', value: subject });
  return (
    <span className="elsewhere">
      <Link href={searchAddress({ query, range })}>Its exchanges</Link>
      <Link href={sessionsAddress({ query, range })}>Its sessions</Link>
    </span>
  );
}

function Whole({ caller, view, asOf }: { caller: Caller; view: CallerView; asOf: number }) {
  return (
    <>
      <CallerHistory caller={caller} view={view} asOf={asOf} />
      <div className="columns">
        <section className="behind">
          <h2>
            Its riskiest exchanges{' '}
            <span className="quiet">
              {count(caller.exchanges.length)}, {rangeInWords(view.range)}
            </span>
          </h2>
          {caller.exchanges.length === 0 ? (
            <p className="quiet note">None of this time was risky.</p>
          ) : (
            <RiskyExchanges exchanges={caller.exchanges} />
          )}
        </section>
        <div className="side">
          <section>
            <h2>What its score is made of now</h2>
            <PartsTable label="Parts of the score" parts={caller.parts} />
          </section>
          <CallerMap subject={caller.subject} range={view.range} />
          <CallerAlerts subject={caller.subject} />
        </div>
      </div>
    </>
  );
}
