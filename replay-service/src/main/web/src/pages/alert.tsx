import { useLocation, useSearch } from 'wouter';
import { alertAddress, alertsAddress, readAlertOrigin } from '../address/alerts';
import { alertsAsked } from '../api/asked';
import { useBesides } from '../keys/use-besides';
import { useKeys } from '../keys/use-keys';
import { AlertView } from '../parts/alert-view';
import { Neighbours, Steps } from '../parts/neighbours';
import { shortId } from '../text/short-id';

/** One alert on a page of its own, with the way to the next of the list that it was opened from: the open ones, where it was none. */
export function AlertPage({ id }: { id: string }) {
  const from = readAlertOrigin(useSearch());
  const [, navigate] = useLocation();
  const { previous, next } = useBesides(id, alertsAsked(from));
  // One step in the history for the whole walk: "back" leads to the list.
  const go = (to: string | null) => to !== null && navigate(alertAddress(to, from), { replace: true });
  const list = alertsAddress({ ...from, at: id, beside: false });
  useKeys({
    j: () => go(next),
    ArrowRight: () => go(next),
    k: () => go(previous),
    ArrowLeft: () => go(previous),
    u: () => navigate(list),
  });
  return (
    <>
      <title>{`Alert ${shortId(id)} · Vectrail`}</title>
      <AlertView
        key={id}
        id={id}
        address={null}
        tools={
          <Neighbours list={list} word="Alerts">
            <Steps previous={previous} next={next} go={go} />
          </Neighbours>
        }
      />
    </>
  );
}
