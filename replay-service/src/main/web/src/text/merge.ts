import { Text } from '@codemirror/state';
import { Chunk } from '@codemirror/merge';

/** Two people's changes to one text, put together. */
export interface Merged {
  text: string;
  /** Places that both have changed: they are as the first one has them. */
  disputed: number;
}

/** Lines of the common text, end exclusive, and what one side has in their place. */
interface Change {
  from: number;
  to: number;
  lines: string[];
}

/** Puts `mine` on top of `theirs`, both made from `base`, by lines. Where both have changed the same or adjoining lines, mine stands. */
export function merge(base: string, mine: string, theirs: string): Merged {
  const ours = changes(base, mine);
  const others = changes(base, theirs);
  const same = (change: Change) =>
    ours.some(
      (our) => our.from === change.from && our.to === change.to && our.lines.join('\n') === change.lines.join('\n'),
    );
  const touches = (change: Change) => ours.some((our) => change.from <= our.to && our.from <= change.to);
  const news = others.filter((change) => !same(change));
  const free = news.filter((change) => !touches(change));
  const lines = base.split('\n');
  // From the end, so that what stands before keeps its numbers.
  for (const change of [...ours, ...free].sort((a, b) => b.from - a.from || b.to - a.to))
    lines.splice(change.from, change.to - change.from, ...change.lines);
  return { text: lines.join('\n'), disputed: news.length - free.length };
}

function changes(base: string, changed: string): Change[] {
  const before = Text.of(base.split('\n'));
  const after = Text.of(changed.split('\n'));
  return Chunk.build(before, after).map(({ fromA, toA, fromB, toB }) => {
    const from = lineOf(before, fromA);
    const start = lineOf(after, fromB);
    return { from, to: lineOf(before, toA), lines: changed.split('\n').slice(start, lineOf(after, toB)) };
  });
}

/** The number, from 0, of the line that begins at a position; behind the last line there is none, but an end. */
function lineOf(text: Text, position: number): number {
  return position > text.length ? text.lines : text.lineAt(position).number - 1;
}
