import type { Detection } from '../api/types';
import { visible, type Piece } from './visible';

/** A run of pieces, inside a detection or outside of any. */
export interface Run {
  detection: Detection | null;
  pieces: Piece[];
}

/**
 * Lays detections over a text. Where two overlap, the one that starts first keeps its whole span and the other what is left
 * of its own; spans beyond the text are cut to it.
 */
export function highlight(text: string, detections: Detection[]): Run[] {
  const runs: Run[] = [];
  const add = (start: number, end: number, detection: Detection | null) => {
    if (start < end) runs.push({ detection, pieces: visible(text.slice(start, end)) });
  };
  let at = 0;
  for (const found of [...detections].sort((a, b) => a.start - b.start || b.end - a.end)) {
    const start = Math.max(at, found.start);
    const end = Math.min(text.length, found.end);
    if (start >= end) continue;
    add(at, start, null);
    add(start, end, found);
    at = end;
  }
  add(at, text.length, null);
  return runs;
}
