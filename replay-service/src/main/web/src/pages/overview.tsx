import { useQuery } from '@tanstack/react-query';
import { useLocation, useSearch } from 'wouter';
import { overviewAddress } from '../address/overview';
import { readView, searchAddress } from '../address/view';
import { countsAsked } from '../api/asked';
import type { Counted } from '../api/counts';
import { me } from '../api/queries';
import { CurlLine } from '../parts/command';
import { Decided } from '../parts/decided';
import { Empty } from '../parts/empty';
import { Failure, RECORDING_GOES_ON } from '../parts/failure';
import { JournalLag } from '../parts/journal-lag';
import { ListHead } from '../parts/list-head';
import { Ranked } from '../parts/ranked';
import { Riskiest } from '../parts/riskiest';
import { ServiceHealth } from '../parts/service-health';
import { Skeleton } from '../parts/skeleton';
import { TimeHistogram } from '../parts/time-histogram';
import { canBeAsked, narrowed } from '../text/query';
import { readsDocuments, seesRisk } from '../text/roles';
import { rangeInWords, type TimeRange } from '../text/time-range';
import './overview.css';

const REFRESH_MS = 30_000;

/** How it stands: traffic, decisions, risk, and whether all of it is here. */
export function OverviewPage() {
  const { range } = readView(useSearch());
  const numbers = useQuery({ ...countsAsked({ query: '', range }), refetchInterval: REFRESH_MS });
  const person = useQuery(me).data;
  return (
    <div className="overview">
      <title>Overview · Vectrail</title>
      <ListHead
        title="Overview"
        found={rangeInWords(range)}
        remarks={[]}
        asOf={numbers.data === undefined ? 0 : numbers.dataUpdatedAt}
        refreshing={numbers.isRefetching}
        errorOfRefresh={numbers.isRefetchError ? numbers.error : null}
        onRefresh={() => void numbers.refetch()}
      />
      <div className="panels" tabIndex={0} role="region" aria-label="Overview">
        {numbers.isPending ? (
          <Skeleton what="the numbers" rows={10} />
        ) : numbers.data === undefined ? (
          <Failure
            what="Nothing could be counted"
            error={numbers.error}
            works={RECORDING_GOES_ON}
            again={() => void numbers.refetch()}
          />
        ) : (
          <Traffic counts={numbers.data} range={range} />
        )}
        {seesRisk(person) && <Riskiest />}
        {readsDocuments(person) && <JournalLag />}
        <ServiceHealth />
      </div>
    </div>
  );
}

function Traffic({ counts, range }: { counts: Counted; range: TimeRange }) {
  const [, navigate] = useLocation();
  if (counts.exchanges === 0)
    return (
      <Empty title={`Nothing was recorded in this range: ${rangeInWords(range)}`}>
        <p>With the embedded platform this line sends a call, run in the folder of ./vectrail:</p>
        <CurlLine />
      </Empty>
    );
  const facet = (field: string) => counts.facets.find((one) => one.field === field);
  const exchangesOf = (field: string) => (value: string) =>
    canBeAsked(value) ? searchAddress({ query: narrowed('', field, value), range }) : null;
  return (
    <>
      <Decided
        counts={counts}
        addressOf={(decision) => searchAddress({ query: narrowed('', 'decision', decision), range })}
      />
      <TimeHistogram counts={counts} onRange={(from, to) => navigate(overviewAddress({ kind: 'between', from, to }))} />
      <Ranked title="Top callers" facet={facet('subject')} none="No caller." addressOf={exchangesOf('subject')} />
      <Ranked
        title="Rules that matched"
        facet={facet('rule')}
        none="No rule matched anything. Rules stand in the gateway document, on the page Policies."
        addressOf={exchangesOf('rule')}
      />
      <Ranked
        title="What was found in texts"
        facet={facet('detection')}
        none="Nothing: policies say what is looked for."
        addressOf={exchangesOf('detection')}
      />
      <Ranked title="Models" facet={facet('model')} none="No model." addressOf={exchangesOf('model')} />
      <Ranked
        title="Connections"
        facet={facet('connection')}
        none="No connection."
        addressOf={exchangesOf('connection')}
      />
    </>
  );
}
