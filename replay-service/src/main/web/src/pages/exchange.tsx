import { useQuery } from '@tanstack/react-query';
import { useLocation, useSearch } from 'wouter';
import {
  exchangeAddress,
  readOrigin,
  searchAddress,
  sessionAddress,
  type ListView,
  type Origin,
} from '../address/view';
import { exchange } from '../api/queries';
import { useNeighbours } from '../api/use-neighbours';
import { useKeys } from '../keys/use-keys';
import { ExchangeView } from '../parts/exchange-view';
import { Neighbours, Steps } from '../parts/neighbours';
import { count } from '../text/number';
import { shortId } from '../text/short-id';

/** One exchange on a page of its own, with the way to its neighbours in the list that it was opened from. */
export function ExchangePage({ id }: { id: string }) {
  const named = readOrigin(useSearch());
  const { data } = useQuery(exchange(id));
  const origin = orSession(named, data?.sessionId ?? null);
  const [, navigate] = useLocation();
  const { previous, next, position, rows, unfinished } = useNeighbours(id, origin);
  const go = (target: string | null) => {
    // One step in the history for the whole walk: "back" leads to the list.
    if (target !== null) navigate(exchangeAddress(target, origin), { replace: true });
  };
  const list = listAddress(id, origin);
  useKeys({
    j: () => go(next),
    ArrowRight: () => go(next),
    k: () => go(previous),
    ArrowLeft: () => go(previous),
    u: () => navigate(list),
  });
  return (
    <>
      <title>{`Exchange ${shortId(id)} · Vectrail`}</title>
      <ExchangeView
        id={id}
        address={null}
        tools={
          <Neighbours list={list} word={origin.kind === 'session' ? 'Session' : 'Search'}>
            {origin.kind !== 'none' && (
              <>
                {position !== null && (
                  <span className="quiet">
                    {count(position)} of {count(rows)}
                    {unfinished && '+'}
                  </span>
                )}
                <Steps previous={previous} next={next} go={go} />
              </>
            )}
          </Neighbours>
        }
      />
    </>
  );
}

/** Who came by an address without a list walks through the exchange's session. */
function orSession(origin: Origin, session: string | null): Origin {
  return origin.kind === 'none' && session !== null ? { kind: 'session', id: session } : origin;
}

/** The list, with its cursor on the exchange that is being left. */
function listAddress(at: string, origin: Origin): string {
  if (origin.kind === 'session') return sessionAddress(origin.id, { at, beside: false });
  if (origin.kind === 'none') return '/search';
  const view: ListView = { ...origin.view, at, beside: false };
  return searchAddress(view);
}
