import { useCallback, useMemo, useState } from 'react';
import { useLocation } from 'wouter';
import { callerAddress, type CallerView } from '../address/callers';
import { exchangeAddress } from '../address/view';
import type { Caller, Moment as OfCaller } from '../api/risk';
import { useCursor, type Place } from '../keys/use-cursor';
import { useKeys } from '../keys/use-keys';
import { beginning } from '../picture/stack';
import { inOrder } from '../text/risk';
import { bounds, rangeInWords } from '../text/time-range';
import { Moment } from './moment';
import { MomentsTable } from './moments-table';
import { ScoreChart } from './score-chart';

interface Props {
  caller: Caller;
  view: CallerView;
  /** When it was asked for, in epoch milliseconds. */
  asOf: number;
}

/** The score over the chosen time, and the moment that is looked at. */
export function CallerHistory({ caller, view, asOf }: Props) {
  const history = useMemo(() => inOrder(caller.history), [caller.history]);
  const [, navigate] = useLocation();
  const { subject } = caller;
  const { range } = view;
  const onPlace = useCallback(
    ({ at }: Place) => navigate(callerAddress(subject, { range, at }), { replace: true }),
    [navigate, subject, range],
  );
  const ids = useMemo(() => history.map(({ exchange }) => exchange), [history]);
  const cursor = useCursor(ids, { at: view.at, beside: false }, onPlace);
  const chosen = cursor.at === null ? -1 : ids.indexOf(cursor.at);
  const [pointed, setPointed] = useState(-1);
  const open = ({ exchange }: OfCaller) => navigate(exchangeAddress(exchange, { kind: 'none' }));
  useKeys({
    ArrowRight: () => cursor.move(1),
    ArrowLeft: () => cursor.move(-1),
    Enter: () => {
      const moment = history[chosen];
      if (moment !== undefined) open(moment);
    },
  });
  const { from, to } = bounds(range, asOf);
  const ends = to ?? new Date(asOf).toISOString();
  const first = history[0]?.at ?? ends;
  const begins = beginning(first, from, ends);
  return (
    <section className="caller-history">
      <h2>
        Score over time{' '}
        <span className="quiet">
          {rangeInWords(range)}
          {begins !== from && from !== null && ', from its first exchange on'}
        </span>
      </h2>
      {history.length === 0 ? (
        <p className="quiet note">No exchange of this caller was scored in this time: choose another range above.</p>
      ) : (
        <>
          <ScoreChart
            history={history}
            now={to === null ? caller.parts : null}
            from={begins}
            to={ends}
            chosen={chosen}
            onChoose={(index) => {
              const id = ids[index];
              if (id !== undefined) cursor.put(id);
            }}
            onOpen={open}
            onPoint={setPointed}
          />
          <Moment of={history[pointed >= 0 ? pointed : chosen]} />
          <MomentsTable history={history} />
        </>
      )}
    </section>
  );
}
