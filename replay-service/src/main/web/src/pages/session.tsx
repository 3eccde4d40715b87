import { useCallback } from 'react';
import { useQuery } from '@tanstack/react-query';
import { Link, useLocation, useSearch } from 'wouter';
import { replaysAddress } from '../address/replays';
import { readListView, searchAddress, sessionAddress } from '../address/view';
import { exchangesOf, me, session as sessionQuery } from '../api/queries';
import { useRows } from '../api/use-rows';
import type { Session } from '../api/types';
import type { Place } from '../keys/use-cursor';
import { ShortId } from '../parts/copy';
import { Empty } from '../parts/empty';
import { ExchangeList } from '../parts/exchange-list';
import { Failure } from '../parts/failure';
import { Icon } from '../parts/icon';
import { ListHead } from '../parts/list-head';
import { foundInWords } from '../parts/list-end';
import { UsualScore } from '../parts/level';
import { SessionPlayer } from '../parts/session-player';
import { SessionName } from '../parts/session-table';
import { Skeleton } from '../parts/skeleton';
import { VisibleText } from '../parts/visible-text';
import { When } from '../parts/when';
import { bytes, count } from '../text/number';
import { between } from '../text/time';
import { narrowed } from '../text/query';
import { replaysExchanges } from '../text/roles';
import './session.css';

/** One session: what it was, and its exchanges in the order they came. */
export function SessionPage({ id }: { id: string }) {
  const search = useSearch();
  const [, navigate] = useLocation();
  const place = readListView(search);
  const whole = useQuery(sessionQuery(id));
  const mayReplay = replaysExchanges(useQuery(me).data);
  const asked = exchangesOf(id);
  const list = useRows(asked);
  const onPlace = useCallback((next: Place) => navigate(sessionAddress(id, next), { replace: true }), [id, navigate]);
  const onStep = useCallback((at: string) => onPlace({ at, beside: true }), [onPlace]);
  const refresh = () => {
    list.refresh();
    void whole.refetch();
  };
  return (
    <div className="list-page session-page">
      <title>Session · Vectrail</title>
      <div>
        <ListHead
          title="Session"
          found={
            list.pending || list.error !== null ? null : foundInWords(list.rows.length, list.unfinished, 'exchange')
          }
          remarks={[]}
          asOf={list.asOf}
          refreshing={list.refreshing}
          errorOfRefresh={list.errorOfRefresh}
          onRefresh={refresh}
        >
          {mayReplay && (
            <Link
              className="button plain"
              href={replaysAddress({ query: '', range: { kind: 'all' }, session: id, at: null })}
            >
              Send again
            </Link>
          )}
          <Link className="button plain" href="/sessions">
            <Icon name="back" />
            All sessions
          </Link>
        </ListHead>
        {whole.isPending ? (
          <Skeleton what="the session" rows={2} />
        ) : whole.isError ? (
          <Failure
            what="The session's summary could not be loaded"
            error={whole.error}
            works="Its exchanges may still be listed below."
            again={() => void whole.refetch()}
          />
        ) : (
          <Summary session={whole.data} />
        )}
        {list.rows.length > 0 && (
          <SessionPlayer
            rows={list.rows}
            unfinished={list.unfinished}
            more={list.more}
            onMore={list.loadMore}
            at={place.at}
            onStep={onStep}
          />
        )}
      </div>
      <ExchangeList
        list={{ ...list, refresh }}
        label="Exchanges of the session"
        memory={JSON.stringify(asked.queryKey)}
        origin={{ kind: 'session', id }}
        place={place}
        onPlace={onPlace}
        empty={
          <Empty title="No exchange of this session is in the archive">
            <p>They may have been merged into another session, or their time in the archive may be over.</p>
          </Empty>
        }
      />
    </div>
  );
}

function Summary({ session }: { session: Session }) {
  const everything = { kind: 'all' } as const;
  return (
    <dl className="session-summary">
      <div>
        <dt>Caller</dt>
        <dd>
          <Link href={searchAddress({ query: narrowed('', 'subject', session.subject), range: everything })}>
            <VisibleText text={session.subject} />
          </Link>
        </dd>
      </div>
      <div>
        <dt>Connection</dt>
        <dd>
          <VisibleText text={session.connection} />
        </dd>
      </div>
      <div>
        <dt>Name</dt>
        <dd>
          <SessionName name={session.name} />
        </dd>
      </div>
      <div>
        <dt>Began</dt>
        <dd>
          <When time={session.start} />
        </dd>
      </div>
      <div>
        <dt>Lasted</dt>
        <dd>{between(session.start, session.end)}</dd>
      </div>
      <div>
        <dt>Risk</dt>
        <dd>
          <UsualScore score={session.risk} />
        </dd>
      </div>
      <div>
        <dt>Exchanges</dt>
        <dd>
          {count(session.exchanges)}
          {session.refused > 0 && <span className="some-refused">, {count(session.refused)} refused</span>}
        </dd>
      </div>
      <div>
        <dt>Inputs</dt>
        <dd>{count(session.items)}</dd>
      </div>
      <div>
        <dt>Sent / received</dt>
        <dd>
          {bytes(session.requestBytes)} / {bytes(session.responseBytes)}
        </dd>
      </div>
      <div>
        <dt>Models</dt>
        <dd>
          <VisibleText text={session.models.join(', ') || '–'} />
        </dd>
      </div>
      <div>
        <dt>Id</dt>
        <dd>
          <ShortId id={session.id} />
        </dd>
      </div>
    </dl>
  );
}
