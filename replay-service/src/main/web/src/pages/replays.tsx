import { useState, type FormEvent } from 'react';
import { useQuery } from '@tanstack/react-query';
import { Link, useLocation, useSearch } from 'wouter';
import { readReplays, replaysAddress } from '../address/replays';
import { exchangeAddress, searchAddress, sessionAddress, type View } from '../address/view';
import { Problem, sentence } from '../api/problem';
import { me } from '../api/queries';
import { deleteReplay, replay, replayMany, replays, type Replay } from '../api/replays';
import { useKeys } from '../keys/use-keys';
import { Command } from '../parts/command';
import { ShortId } from '../parts/copy';
import { Empty } from '../parts/empty';
import { Failure } from '../parts/failure';
import { foundInWords } from '../parts/list-end';
import { ListHead } from '../parts/list-head';
import { ReplayResults } from '../parts/replay-results';
import { Skeleton } from '../parts/skeleton';
import { TwoStep } from '../parts/two-step';
import { When } from '../parts/when';
import { count } from '../text/number';
import { EXCHANGE_FIELDS, narrowed, parse, toParameters } from '../text/query';
import { replaysExchanges } from '../text/roles';
import { bounds, rangeInWords } from '../text/time-range';
import { VisibleText } from '../parts/visible-text';
import '../parts/plain-table.css';
import './replays.css';

/** Requests that are sent again, many at a time, and what has changed since. */
export function ReplaysPage() {
  const search = useSearch();
  const view = readReplays(search);
  const [, navigate] = useLocation();
  const may = replaysExchanges(useQuery(me).data);
  const list = useQuery({ ...replays, enabled: may });
  const again = () => void list.refetch();
  useKeys({ r: again });
  return (
    <div className="list-page replays-page">
      <title>Replays · Vectrail</title>
      <ListHead
        title="Replays"
        found={list.data === undefined ? null : foundInWords(list.data.items.length, false, 'job')}
        remarks={[]}
        asOf={list.data === undefined ? 0 : list.dataUpdatedAt}
        refreshing={false}
        errorOfRefresh={list.isRefetchError ? list.error : null}
        onRefresh={again}
      />
      {!may ? (
        <Empty title="Sending requests again needs the role replayer">
          <p>It makes traffic at providers, in your name. Ask whoever maps groups to roles.</p>
        </Empty>
      ) : (
        <>
          <ReplayForm
            view={view}
            session={view.session}
            onAsked={(id) => {
              again();
              navigate(replaysAddress({ ...view, session: null, at: id }));
            }}
          />
          <div className="jobs">
            <Jobs list={list} at={view.at} addressOf={(at) => replaysAddress({ ...view, at })} onChanged={again} />
            {view.at !== null && <Results key={view.at} id={view.at} />}
          </div>
        </>
      )}
    </div>
  );
}

interface FormProps {
  view: View;
  session: string | null;
  onAsked: (id: string) => void;
}

const SAMPLE = 20;
const MOST = 1_000;

function ReplayForm({ view, session, onAsked }: FormProps) {
  const [sample, setSample] = useState(SAMPLE);
  const [sending, setSending] = useState(false);
  const [failed, setFailed] = useState<string | null>(null);
  const ask = async (event: FormEvent) => {
    event.preventDefault();
    setSending(true);
    setFailed(null);
    try {
      const filter = { ...toParameters(parse(view.query, EXCHANGE_FIELDS)), ...bounds(view.range, Date.now()) };
      onAsked((await replayMany(session === null ? { ...filter, sample } : { session })).id);
    } catch (error) {
      const problem = Problem.of(error);
      setFailed(`${sentence(problem.title)} ${sentence(problem.message)}`);
    }
    setSending(false);
  };
  return (
    <form className="export-form" aria-label="Send again" onSubmit={(event) => void ask(event)}>
      {session === null ? (
        <>
          <p>
            {view.query === '' ? (
              'All exchanges'
            ) : (
              <code>
                <VisibleText text={view.query} />
              </code>
            )}
            , {rangeInWords(view.range)}
          </p>
          <label>
            A sample of
            <input
              type="number"
              min={1}
              max={MOST}
              required
              value={sample}
              onChange={(event) => setSample(event.target.valueAsNumber)}
            />
          </label>
        </>
      ) : (
        <p>
          All exchanges of <Link href={sessionAddress(session)}>the session</Link> <ShortId id={session} />
        </p>
      )}
      <button type="submit" className="main" disabled={sending}>
        Send again
      </button>
      <span className="quiet">They go to the provider once more, as exchanges of yours.</span>
      {failed !== null && (
        <p className="wrong" role="alert">
          {failed}
        </p>
      )}
    </form>
  );
}

interface JobsProps {
  list: { data: { items: Replay[] } | undefined; error: unknown; isPending: boolean; refetch: () => Promise<unknown> };
  at: string | null;
  addressOf: (id: string) => string;
  onChanged: () => void;
}

function Jobs({ list, at, addressOf, onChanged }: JobsProps) {
  const sentBy = narrowed('', 'subject', `key:reissue/${useQuery(me).data?.subject ?? ''}`);
  if (list.isPending) return <Skeleton what="the jobs" rows={4} />;
  if (list.data === undefined)
    return (
      <Failure
        what="The jobs could not be listed"
        error={list.error}
        works="Those under way go on."
        again={() => void list.refetch()}
      />
    );
  if (list.data.items.length === 0)
    return (
      <Empty title="Nothing was sent again since the service started">
        <p>The query above says which exchanges are meant. In a terminal, this does the same:</p>
        <Command command="./vectrail replay --sample 20 --model text-embedding-3-small" />
      </Empty>
    );
  return (
    <div className="plain-table" tabIndex={0} role="region" aria-label="Jobs">
      <table>
        <thead>
          <tr>
            <th scope="col">Asked</th>
            <th scope="col">Sent</th>
            <th scope="col">Different</th>
            <th scope="col">Not compared</th>
            <th scope="col">Session</th>
            <th scope="col">
              <span className="aside">What to do</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {list.data.items.map((job) => (
            <tr key={job.id} aria-current={job.id === at ? 'true' : undefined}>
              <th scope="row">
                <Link href={addressOf(job.id)}>
                  <When time={job.asked} />
                </Link>
              </th>
              <td>
                {count(job.done)} of {count(job.exchanges)}{' '}
                {job.ended === null && <progress max={job.exchanges} value={job.done} aria-label="How many are sent" />}
              </td>
              <td className={job.different > 0 ? 'some' : undefined}>{count(job.different)}</td>
              <td>{count(job.failed)}</td>
              <td>
                <Link
                  href={searchAddress({ query: sentBy, range: { kind: 'between', from: job.asked, to: job.ended } })}
                >
                  its exchanges
                </Link>
              </td>
              <td>
                <TwoStep
                  word={job.ended === null ? 'Stop' : 'Forget'}
                  loses={job.ended === null ? 'What was sent stays recorded; the rest is not sent.' : null}
                  onDo={() => void deleteReplay(job.id).then(onChanged, onChanged)}
                />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Results({ id }: { id: string }) {
  const { data, error, isPending, refetch } = useQuery(replay(id));
  return (
    <section className="results" aria-label="What came of it">
      <h2>What came of it</h2>
      {isPending ? (
        <Skeleton what="the results" rows={6} />
      ) : data === undefined ? (
        <Failure what="The results could not be loaded" error={error} again={() => void refetch()} />
      ) : (
        <ReplayResults results={data.results} addressOf={(one) => exchangeAddress(one, { kind: 'none' })} />
      )}
    </section>
  );
}
