import { useEffect, useRef, useState, type KeyboardEvent, type PointerEvent } from 'react';
import { useQuery } from '@tanstack/react-query';
import { vector as vectorQuery } from '../api/queries';
import type { Vector } from '../api/types';
import { Problem } from '../api/problem';
import { colour, extent, paint, reach, rowLength, type Scale } from '../picture/diverging';
import { component, count } from '../text/number';
import { useMedia, useSeen, useWidth } from './use-shape';
import './vector-strip.css';

interface Props {
  exchange: string;
  index: number;
  dimensions: number;
}

const ROW = 18;
const GAP = 2;

/** A vector, one pixel per dimension, asked for when it comes into sight. */
export function VectorStrip(props: Props) {
  const box = useRef<HTMLDivElement>(null);
  return useSeen(box) ? <Strip {...props} /> : <div ref={box} className="vector-strip waiting" />;
}

function Strip({ exchange, index, dimensions }: Props) {
  const box = useRef<HTMLDivElement>(null);
  const width = useWidth(box);
  const { data, error, refetch } = useQuery(vectorQuery(exchange, index));
  const length = rowLength(dimensions, width);
  const rows = width === 0 ? 1 : Math.ceil(dimensions / length);
  return (
    <div ref={box} className="vector-strip">
      {error !== null ? (
        <p role="alert">
          The vector could not be loaded: {Problem.of(error).message}{' '}
          <button type="button" onClick={() => void refetch()}>
            Try again
          </button>
        </p>
      ) : data === undefined || width === 0 ? (
        <div className="waiting" style={{ height: rows * ROW + (rows - 1) * GAP + 28 }} />
      ) : (
        <Picture vector={data} length={length} />
      )}
    </div>
  );
}

function Picture({ vector, length }: { vector: Vector; length: number }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const dark = useMedia('(prefers-color-scheme: dark)');
  const [pointed, setPointed] = useState<number | null>(null);
  const components = vector.vector;
  const most = reach(components);
  const { least, most: largest, missing } = extent(components);

  useEffect(() => {
    const context = canvas.current?.getContext('2d');
    if (canvas.current === null || context === null || context === undefined) return;
    const picture = paint(components, length, ROW, GAP, scaleOf(canvas.current));
    canvas.current.width = picture.width;
    canvas.current.height = picture.height;
    context.putImageData(new ImageData(picture.pixels, picture.width, picture.height), 0, 0);
  }, [components, length, dark]);

  const point = (event: PointerEvent<HTMLCanvasElement>) => {
    const { left, top } = event.currentTarget.getBoundingClientRect();
    const row = Math.floor((event.clientY - top) / (ROW + GAP));
    const at = row * length + Math.floor(event.clientX - left);
    setPointed(at >= 0 && at < components.length ? at : null);
  };
  const step = (event: KeyboardEvent) => {
    const by = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: length, ArrowUp: -length }[event.key];
    if (by === undefined) return;
    event.preventDefault();
    setPointed(Math.max(0, Math.min(components.length - 1, (pointed ?? -1) + by)));
  };
  const words = `${count(vector.dimensions)} dimensions, norm ${component(vector.norm)}, from ${component(least)} to ${component(largest)}`;
  return (
    <figure>
      <canvas
        ref={canvas}
        role="slider"
        tabIndex={0}
        aria-label={`Vector ${vector.index}: ${words}`}
        aria-valuemin={0}
        aria-valuemax={components.length - 1}
        aria-valuenow={pointed ?? 0}
        aria-valuetext={pointed === null ? 'no dimension chosen' : at(components, pointed)}
        onPointerMove={point}
        onPointerLeave={() => setPointed(null)}
        onKeyDown={step}
        onBlur={() => setPointed(null)}
      />
      <figcaption>
        <span>
          <b>{count(vector.dimensions)}</b> dimensions
        </span>
        <span>
          norm <b>{component(vector.norm)}</b>
        </span>
        <span>
          <i className="negative" /> {component(least)}
        </span>
        <span>
          <i className="positive" /> {component(largest)}
        </span>
        {missing > 0 && <span className="missing">{count(missing)} not a number</span>}
        {pointed === null ? <span>full colour at ±{component(most)}</span> : <code>{at(components, pointed)}</code>}
      </figcaption>
    </figure>
  );
}

function at(components: readonly (number | null)[], dimension: number): string {
  const value = components[dimension] ?? null;
  return `[${dimension}] = ${value === null ? 'not a number' : value}`;
}

function scaleOf(element: Element): Scale {
  const style = getComputedStyle(element);
  const token = (name: string) => colour(style.getPropertyValue(`--strip-${name}`));
  return { negative: token('negative'), zero: token('zero'), positive: token('positive'), missing: token('missing') };
}
