import { useEffect, useRef, type KeyboardEvent, type PointerEvent } from 'react';
import type { ExchangeSummary } from '../api/types';
import { useKeys } from '../keys/use-keys';
import { marks, nearestMark, riskLine } from '../picture/session-line';
import { count } from '../text/number';
import { SPEEDS, type Speed } from '../text/play';
import { between, exact } from '../text/time';
import { Decision } from './decision';
import { Icon } from './icon';
import { UsualScore } from './level';
import { usePlay } from './use-play';
import { useWidth } from './use-shape';
import { VisibleText } from './visible-text';
import './session-player.css';

interface Props {
  rows: readonly ExchangeSummary[];
  /** Whether the service has more than these. */
  unfinished: boolean;
  more: boolean;
  onMore: () => void;
  at: string | null;
  onStep: (id: string) => void;
}

const RISK_HEIGHT = 28;
const MARK_HEIGHT = 16;
const HEIGHT = RISK_HEIGHT + MARK_HEIGHT + 4;

/** A session over time, to be played, stepped through or scrubbed; the exchange it is at opens beside its list. */
export function SessionPlayer({ rows, unfinished, more, onMore, at, onStep }: Props) {
  const play = usePlay(rows, at, more, onStep);
  // All of it is on the line, as far as lists go.
  useEffect(() => {
    if (more) onMore();
  }, [more, rows.length, onMore]);
  useKeys({
    ' ': play.toggle,
    ArrowRight: () => play.step(1),
    ArrowLeft: () => play.step(-1),
    Home: () => play.goTo(0),
    End: () => play.goTo(play.last),
    '+': play.faster,
    '-': play.slower,
  });
  const current = rows[play.index];
  return (
    <section className="session-player" aria-label="Replay">
      <div className="controls">
        <button type="button" title={play.playing ? 'Pause (space)' : 'Play (space)'} onClick={play.toggle}>
          <Icon name={play.playing ? 'pause' : 'play'} />
          {play.playing ? 'Pause' : 'Play'}
        </button>
        <button type="button" className="plain" title="Step back (←)" onClick={() => play.step(-1)}>
          <Icon name="previous" />
          <span className="aside">Step back</span>
        </button>
        <button type="button" className="plain" title="Step on (→)" onClick={() => play.step(1)}>
          <Icon name="next" />
          <span className="aside">Step on</span>
        </button>
        <label title="Faster (+), slower (-)">
          <span className="aside">Speed</span>
          <select value={play.speed} onChange={(event) => play.setSpeed(Number(event.target.value) as Speed)}>
            {SPEEDS.map((speed) => (
              <option key={speed} value={speed}>
                {speed} ×
              </option>
            ))}
          </select>
        </label>
        <p className="where" role="status">
          {current === undefined ? (
            <span className="quiet">{count(rows.length)} exchanges: play them, or step through</span>
          ) : (
            <Where rows={rows} index={play.index} current={current} unfinished={unfinished} />
          )}
        </p>
      </div>
      <Line rows={rows} index={play.index} goTo={play.goTo} step={play.step} />
    </section>
  );
}

interface WhereProps {
  rows: readonly ExchangeSummary[];
  index: number;
  current: ExchangeSummary;
  unfinished: boolean;
}

/** Which it is, how long after the one before, what was asked and what was decided. */
function Where({ rows, index, current, unfinished }: WhereProps) {
  const before = rows[index - 1];
  return (
    <>
      <strong>
        {count(index + 1)} of {count(rows.length)}
        {unfinished && '+'}
      </strong>
      <time dateTime={current.time}>{exact(current.time)}</time>
      <span className="quiet">
        {before === undefined ? 'the first' : `after ${between(before.time, current.time)}`}
      </span>
      <Decision decision={current.decision} />
      <UsualScore score={current.risk} />
      {current.preview !== null && (
        <span className="preview">
          <VisibleText text={current.preview} />
        </span>
      )}
    </>
  );
}

interface LineProps {
  rows: readonly ExchangeSummary[];
  index: number;
  goTo: (index: number) => void;
  step: (by: number) => void;
}

const STEPS: Record<string, number> = { ArrowRight: 1, ArrowLeft: -1, PageUp: 10, PageDown: -10 };

function Line({ rows, index, goTo, step }: LineProps) {
  const box = useRef<HTMLDivElement>(null);
  const width = useWidth(box);
  const placed = marks(rows, { width });
  const here = placed[index];
  const current = rows[index];
  const scrub = (event: PointerEvent<HTMLDivElement>) => {
    const to = nearestMark(placed, event.clientX - event.currentTarget.getBoundingClientRect().left);
    if (to >= 0 && to !== index) goTo(to);
  };
  const onKey = (event: KeyboardEvent) => {
    const by = STEPS[event.key];
    if (by !== undefined) step(by);
    else if (event.key === 'Home') goTo(0);
    else if (event.key === 'End') goTo(rows.length - 1);
    else return;
    event.preventDefault();
  };
  return (
    <div
      ref={box}
      className="line"
      role="slider"
      tabIndex={0}
      aria-label="Place in the session"
      aria-valuemin={0}
      aria-valuemax={Math.max(0, rows.length - 1)}
      aria-valuenow={Math.max(0, index)}
      aria-valuetext={
        current === undefined
          ? 'before the first'
          : `${index + 1} of ${rows.length}, ${exact(current.time)}, ${current.decision}`
      }
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        scrub(event);
      }}
      onPointerMove={(event) => {
        if (event.buttons === 1) scrub(event);
      }}
      onKeyDown={onKey}
    >
      <svg width={width} height={HEIGHT} aria-hidden="true">
        <polyline className="risk" points={riskLine(rows, placed, { height: RISK_HEIGHT })} />
        <line className="axis" x1="0" x2={width} y1={HEIGHT - MARK_HEIGHT / 2} y2={HEIGHT - MARK_HEIGHT / 2} />
        {placed.map((mark) => (
          <rect
            key={mark.id}
            data-tone={mark.tone}
            x={mark.x - 1.5}
            y={HEIGHT - MARK_HEIGHT}
            width="3"
            height={MARK_HEIGHT}
          />
        ))}
        {here !== undefined && <line className="here" x1={here.x} x2={here.x} y1="0" y2={HEIGHT} />}
      </svg>
    </div>
  );
}
