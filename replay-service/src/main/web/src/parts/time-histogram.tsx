import { useRef, useState, type KeyboardEvent, type PointerEvent } from 'react';
import type { Counted } from '../api/counts';
import { chosen, columns, stretch, type Column } from '../picture/histogram';
import { count, counted } from '../text/number';
import { exact } from '../text/time';
import { useWidth } from './use-shape';
import { When } from './when';
import './time-histogram.css';

const HEIGHT = 48;

/** Fewer pixels are a click, which means one bar. */
const LEAST_DRAG = 4;

interface Props {
  counts: Counted;
  /** Whole steps, as RFC 3339. */
  onRange: (from: string, to: string) => void;
}

/** Exchanges over time by decision. A drag, or the arrows and Enter, narrow the list to a stretch of it. */
export function TimeHistogram({ counts, onRange }: Props) {
  const box = useRef<HTMLDivElement>(null);
  const width = useWidth(box);
  const [from, to] = stretch(counts.histogram, counts.step, counts.from, counts.to);
  return (
    <figure className="time-histogram">
      <div ref={box} className="picture">
        {width > 0 && <Picture counts={counts} frame={{ from, to, width, height: HEIGHT }} onRange={onRange} />}
      </div>
      <figcaption>
        <When time={new Date(from).toISOString()} />
        <span>{stepInWords(counts.step)} a bar</span>
        <When time={counts.to} />
      </figcaption>
    </figure>
  );
}

interface PictureProps extends Props {
  frame: { from: number; to: number; width: number; height: number };
}

const STEPS: Record<string, number> = { ArrowRight: 1, ArrowLeft: -1, PageUp: 10, PageDown: -10 };

function Picture({ counts, frame, onRange }: PictureProps) {
  /** When the bar begins that is pointed at: bars may come and go while it is. */
  const [pointed, setPointed] = useState<number | null>(null);
  const [drag, setDrag] = useState<{ from: number; to: number } | null>(null);
  const bars = columns(counts.histogram, counts.step, frame);
  const last = bars.length - 1;
  const index = bars.findIndex(({ start }) => start === pointed);
  const current = bars[index];
  const barAt = (x: number) => bars.find((bar) => x >= bar.x - 1 && x <= bar.x + bar.width + 1);
  const narrow = (start: number, end: number) => onRange(new Date(start).toISOString(), new Date(end).toISOString());
  const placeOf = (event: PointerEvent<HTMLDivElement>) =>
    event.clientX - event.currentTarget.getBoundingClientRect().left;
  const onMove = (event: PointerEvent<HTMLDivElement>) => {
    const x = placeOf(event);
    if (drag !== null) setDrag({ ...drag, to: x });
    setPointed(barAt(x)?.start ?? null);
  };
  const onUp = (event: PointerEvent<HTMLDivElement>) => {
    const x = placeOf(event);
    if (drag === null) return;
    setDrag(null);
    const bar = barAt(x);
    if (Math.abs(x - drag.from) >= LEAST_DRAG) {
      const range = chosen(drag.from, x, counts.step, frame);
      narrow(range.from, range.to);
    } else if (bar !== undefined) narrow(bar.start, bar.end);
  };
  const onKey = (event: KeyboardEvent) => {
    const step = STEPS[event.key];
    if (event.key === 'Enter' && current !== undefined) narrow(current.start, current.end);
    else if (event.key === 'Escape' && drag !== null) setDrag(null);
    else if (event.key === 'Home') setPointed(bars[0]?.start ?? null);
    else if (event.key === 'End') setPointed(bars[last]?.start ?? null);
    else if (step !== undefined)
      setPointed(bars[index < 0 ? (step > 0 ? 0 : last) : Math.max(0, Math.min(last, index + step))]?.start ?? null);
    else return;
    event.preventDefault();
  };
  return (
    <div
      className="plot"
      role="slider"
      tabIndex={0}
      aria-label={`Exchanges over time, ${counted(bars.length, 'bar')}; Enter narrows the list to one`}
      aria-valuemin={0}
      aria-valuemax={Math.max(0, last)}
      aria-valuenow={Math.max(0, index)}
      aria-valuetext={current === undefined ? 'no bar chosen' : inWords(current)}
      onPointerDown={(event) => {
        if (event.button !== 0) return;
        event.currentTarget.setPointerCapture(event.pointerId);
        const x = placeOf(event);
        setDrag({ from: x, to: x });
      }}
      onPointerMove={onMove}
      onPointerUp={onUp}
      onPointerCancel={() => setDrag(null)}
      onPointerLeave={(event) => document.activeElement !== event.currentTarget && setPointed(null)}
      onBlur={() => setPointed(null)}
      onKeyDown={onKey}
    >
      <svg width={frame.width} height={frame.height} aria-hidden="true">
        {bars.map((bar) => (
          <g key={bar.start} data-pointed={bar.start === pointed || undefined}>
            {bar.blocks.map(({ tone, y, height }, block) => (
              <rect key={block} data-tone={tone} x={bar.x} y={y} width={bar.width} height={height} />
            ))}
          </g>
        ))}
        {drag !== null && (
          <rect
            className="dragged"
            x={Math.min(drag.from, drag.to)}
            y={0}
            width={Math.abs(drag.to - drag.from)}
            height={frame.height}
          />
        )}
      </svg>
      {current !== undefined && (
        <p className="tip" style={{ left: Math.min(current.x, Math.max(0, frame.width - 240)) }}>
          {inWords(current)}
        </p>
      )}
    </div>
  );
}

const inWords = ({ start, exchanges, decisions }: Column) =>
  `${exact(new Date(start).toISOString())}: ${counted(exchanges, 'exchange')}` +
  Object.entries(decisions)
    .map(([decision, some]) => `, ${count(some)} ${decision}`)
    .join('');

const UNITS = [
  [86_400, 'd'],
  [3600, 'h'],
  [60, 'min'],
  [1, 's'],
] as const;

function stepInWords(seconds: number): string {
  const [size, unit] = UNITS.find(([size]) => seconds >= size && seconds % size === 0) ?? [1, 's'];
  return `${seconds / size} ${unit}`;
}
