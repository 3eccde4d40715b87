import { useRef, useState, type KeyboardEvent, type PointerEvent } from 'react';
import type { Moment, Part } from '../api/risk';
import { layers, nearest, xOf, yOf, type Frame } from '../picture/stack';
import { counted } from '../text/number';
import { partsInWords, scoreInWords } from '../text/risk';
import { FAMILIES, signalNamed, type Family } from '../text/signals';
import { exact } from '../text/time';
import { useWidth } from './use-shape';
import { When } from './when';
import './parts-bar.css';
import './score-chart.css';

const HEIGHT = 168;
const LINES = [0, 50, 100] as const;

interface Props {
  history: readonly Moment[];
  /** What is left now; null where the picture ends before. */
  now: readonly Part[] | null;
  from: string;
  to: string;
  /** Which moment is chosen; -1: none. */
  chosen: number;
  onChoose: (index: number) => void;
  onOpen: (moment: Moment) => void;
  /** The moment that is pointed at; -1: none. */
  onPoint: (index: number) => void;
}

/** A caller's score over time with its parts one above the other. The pointer, or the arrows, tell one moment from the others. */
export function ScoreChart(props: Props) {
  const box = useRef<HTMLDivElement>(null);
  const width = useWidth(box);
  return (
    <figure className="score-chart">
      <div ref={box} className="picture">
        {width > 0 && <Picture {...props} width={width} />}
      </div>
      <figcaption>
        <When time={props.from} />
        <Legend history={props.history} />
        <When time={props.to} />
      </figcaption>
    </figure>
  );
}

const STEPS: Record<string, number> = { ArrowRight: 1, ArrowLeft: -1, PageUp: 10, PageDown: -10 };

function Picture({ history, now, from, to, chosen, onChoose, onOpen, onPoint, width }: Props & { width: number }) {
  const [pointed, setPointed] = useState(-1);
  const frame: Frame = { from: Date.parse(from), to: Date.parse(to), width, height: HEIGHT };
  const last = history.length - 1;
  const shown = history[pointed >= 0 ? pointed : chosen];

  const point = (index: number) => {
    setPointed(index);
    onPoint(index);
  };
  const under = (event: PointerEvent<HTMLDivElement>) =>
    nearest(history, event.clientX - event.currentTarget.getBoundingClientRect().left, frame);
  const onKey = (event: KeyboardEvent) => {
    const moment = history[chosen];
    const step = STEPS[event.key];
    if (event.key === 'Enter' && moment !== undefined) onOpen(moment);
    else if (event.key === 'Home') onChoose(0);
    else if (event.key === 'End') onChoose(last);
    else if (step !== undefined)
      onChoose(chosen < 0 ? (step > 0 ? 0 : last) : Math.max(0, Math.min(last, chosen + step)));
    else return;
    event.preventDefault();
  };
  const current = history[chosen];
  return (
    <div
      className="plot"
      role="slider"
      tabIndex={0}
      aria-label={`Score over time, ${counted(history.length, 'moment')}`}
      aria-valuemin={0}
      aria-valuemax={last}
      aria-valuenow={Math.max(0, chosen)}
      aria-valuetext={current === undefined ? 'no moment chosen' : momentInWords(current)}
      onPointerMove={(event) => point(under(event))}
      onPointerLeave={() => point(-1)}
      onPointerDown={(event) => onChoose(under(event))}
      onKeyDown={onKey}
    >
      <svg width={width} height={HEIGHT} viewBox={`0 0 ${width} ${HEIGHT}`} aria-hidden="true">
        {LINES.map((score) => (
          <line key={score} className="grid" x1="0" x2={width} y1={yOf(score, frame)} y2={yOf(score, frame)} />
        ))}
        {layers(history, now, frame).map(({ signal, family, path }) => (
          <path key={signal} data-family={family} d={path} />
        ))}
        {shown !== undefined && <Here moment={shown} frame={frame} />}
      </svg>
      {LINES.map((score) => (
        <span key={score} className="scale" aria-hidden="true" style={{ top: yOf(score, frame) }}>
          {score}
        </span>
      ))}
    </div>
  );
}

function Here({ moment, frame }: { moment: Moment; frame: Frame }) {
  const x = xOf(Date.parse(moment.at), frame);
  return (
    <g className="here">
      <line x1={x} x2={x} y1="0" y2={frame.height} />
      <circle cx={x} cy={yOf(moment.score, frame)} r="4" />
    </g>
  );
}

/** Which colours the picture has, and what they stand for. */
function Legend({ history }: { history: readonly Moment[] }) {
  const there = new Set<Family>();
  for (const { parts } of history)
    for (const { signal, points } of parts) if (points > 0) there.add(signalNamed(signal).family);
  return (
    <span className="legend">
      {(Object.keys(FAMILIES) as Family[])
        .filter((family) => there.has(family))
        .map((family) => (
          <span key={family}>
            <i data-family={family} aria-hidden="true" /> {FAMILIES[family]}
          </span>
        ))}
    </span>
  );
}

export const momentInWords = (moment: Moment) =>
  `${exact(moment.at)}: ${scoreInWords(moment)}; ${partsInWords(moment.parts) || 'no signal'}`;
