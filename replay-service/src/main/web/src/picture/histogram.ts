import type { Bar } from '../api/counts';
import { DECISIONS } from '../text/query';

// Exchanges over time, one part of a decision above the other.

/** What a decision stands for where there is room for a colour alone; the words are in the facets and the tip. */
export type Tone = 'good' | 'warn' | 'bad';

const TONES: Record<string, Tone> = {
  allow: 'good',
  mask: 'warn',
  redact: 'warn',
  approve: 'warn',
  block: 'bad',
  deny: 'bad',
};

export interface Block {
  tone: Tone;
  y: number;
  height: number;
}

export interface Column {
  /** In epoch milliseconds. */
  start: number;
  end: number;
  x: number;
  width: number;
  exchanges: number;
  decisions: Record<string, number>;
  blocks: Block[];
}

interface Frame {
  /** In epoch milliseconds. */
  from: number;
  to: number;
  width: number;
  height: number;
}

/** The least height that is still seen. */
const LEAST = 1.5;

/** The stretch of time that is drawn: what was asked for in whole steps, or what there is. */
export function stretch(bars: readonly Bar[], step: number, from: string | null, to: string): [number, number] {
  const size = step * 1000;
  const first = from ?? bars[0]?.time ?? to;
  return [Math.floor(Date.parse(first) / size) * size, Math.floor(Date.parse(to) / size) * size + size];
}

export const toneOf = (decision: string): Tone => TONES[decision] ?? 'warn';

export const sumOf = (decisions: Record<string, number>) => Object.values(decisions).reduce((sum, one) => sum + one, 0);

/** Of each part its columns, in pixels; nothing where nothing is. */
export function columns(bars: readonly Bar[], step: number, { from, to, width, height }: Frame): Column[] {
  const most = Math.max(1, ...bars.map(({ decisions }) => sumOf(decisions)));
  const scale = width / Math.max(1, to - from);
  const wide = step * 1000 * scale;
  return bars.map(({ time, decisions }) => {
    const start = Date.parse(time);
    const blocks: Block[] = [];
    let y = height;
    for (const decision of [...DECISIONS, ...others(decisions)]) {
      const some = decisions[decision] ?? 0;
      if (some === 0) continue;
      const tall = Math.max(LEAST, (some / most) * height);
      y -= tall;
      blocks.push({ tone: toneOf(decision), y: Math.max(0, y), height: tall });
    }
    return {
      start,
      end: start + step * 1000,
      x: (start - from) * scale,
      width: Math.max(1, wide - Math.min(1.5, wide / 4)),
      exchanges: sumOf(decisions),
      decisions,
      blocks,
    };
  });
}

const others = (decisions: Record<string, number>) =>
  Object.keys(decisions).filter((name) => !(DECISIONS as readonly string[]).includes(name));

/** Whole steps between two places, however they are dragged. */
export function chosen(a: number, b: number, step: number, { from, to, width }: Frame): { from: number; to: number } {
  const size = step * 1000;
  const at = (x: number) => from + (Math.min(Math.max(x, 0), width) / width) * (to - from);
  const start = Math.floor(at(Math.min(a, b)) / size) * size;
  const end = Math.min(Math.max(Math.ceil(at(Math.max(a, b)) / size) * size, start + size), to);
  return { from: Math.min(start, end - size), to: end };
}
