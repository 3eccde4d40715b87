import { useRef, useState, type KeyboardEvent, type PointerEvent } from 'react';
import { useQuery } from '@tanstack/react-query';
import { useLocation } from 'wouter';
import { exchangeAddress } from '../address/view';
import { me } from '../api/queries';
import { vectorMap, type VectorMap } from '../api/vector-map';
import { nearestSpot, spots } from '../picture/scatter';
import { count } from '../text/number';
import type { TimeRange } from '../text/time-range';
import { exact } from '../text/time';
import { spelled } from '../text/visible';
import { Failure } from './failure';
import { Skeleton } from './skeleton';
import { useWidth } from './use-shape';
import { VisibleText } from './visible-text';
import './caller-map.css';

interface Props {
  subject: string;
  range: TimeRange;
}

/** What a caller's texts are about, as a picture: vectors that lie close together are alike. */
export function CallerMap({ subject, range }: Props) {
  const audits = useQuery(me).data?.roles.includes('auditor') ?? false;
  const { data, error, isPending, refetch } = useQuery({ ...vectorMap(subject, range), enabled: audits });
  if (!audits) return null;
  const none = data?.points.length === 0;
  return (
    <section className="caller-map">
      <h2>
        Map of its vectors{' '}
        {data !== undefined && !none && (
          <span className="quiet">
            {data.points.length < data.vectors && `${count(data.points.length)} of `}
            {count(data.vectors)}, <VisibleText text={data.model} />
          </span>
        )}
      </h2>
      {isPending ? (
        <Skeleton what="the map" rows={6} />
      ) : none ? (
        <p className="quiet note">No vector of this time is recorded that you may see.</p>
      ) : data === undefined ? (
        <Failure what="The map could not be drawn" error={error} again={() => void refetch()} />
      ) : (
        <Picture map={data} />
      )}
    </section>
  );
}

const HEIGHT = 260;
const STEPS: Record<string, number> = { ArrowRight: 1, ArrowLeft: -1, PageUp: 10, PageDown: -10 };

function Picture({ map }: { map: VectorMap }) {
  const box = useRef<HTMLDivElement>(null);
  const width = useWidth(box);
  const [, navigate] = useLocation();
  const [chosen, setChosen] = useState(-1);
  const placed = width === 0 ? [] : spots(map.points, { width, height: HEIGHT });
  const here = placed[chosen];
  const point = map.points[chosen];
  const last = map.points.length - 1;
  const under = (event: PointerEvent<HTMLDivElement>) => {
    const { left, top } = event.currentTarget.getBoundingClientRect();
    return nearestSpot(placed, event.clientX - left, event.clientY - top);
  };
  const open = (index: number) => {
    const target = map.points[index];
    if (target !== undefined) navigate(exchangeAddress(target.exchange, { kind: 'none' }));
  };
  const onKey = (event: KeyboardEvent) => {
    const step = STEPS[event.key];
    if (event.key === 'Enter') open(chosen);
    else if (event.key === 'Home') setChosen(0);
    else if (event.key === 'End') setChosen(last);
    else if (step !== undefined) setChosen(chosen < 0 ? 0 : Math.max(0, Math.min(last, chosen + step)));
    else return;
    event.preventDefault();
  };
  return (
    <figure>
      <div
        ref={box}
        className="plot"
        role="slider"
        tabIndex={0}
        aria-label={`Vectors, oldest first, ${count(map.points.length)}; Enter opens the exchange of one`}
        aria-valuemin={0}
        aria-valuemax={Math.max(0, last)}
        aria-valuenow={Math.max(0, chosen)}
        aria-valuetext={
          point === undefined ? 'none chosen' : `${exact(point.time)}, ${point.decision}: ${spelled(point.text)}`
        }
        onPointerMove={(event) => setChosen(under(event))}
        onPointerLeave={() => setChosen(-1)}
        onClick={() => open(chosen)}
        onKeyDown={onKey}
      >
        <svg width={width} height={HEIGHT} aria-hidden="true">
          {placed.map((spot, index) => (
            <circle key={index} data-tone={spot.tone} cx={spot.x} cy={spot.y} r="3" />
          ))}
          {here !== undefined && <circle className="here" cx={here.x} cy={here.y} r="6" />}
        </svg>
      </div>
      <figcaption className="quiet">
        {point === undefined ? (
          `Principal components; the picture shows ${Math.round(100 * map.explained)} % of how they differ.`
        ) : (
          <>
            {exact(point.time)} <VisibleText text={point.text} />
          </>
        )}
      </figcaption>
    </figure>
  );
}
