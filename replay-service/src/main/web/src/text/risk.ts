import type { Level, Moment, Part } from '../api/risk';
import { count } from './number';
import { signalNamed } from './signals';

/** Where levels begin unless the gateway document says otherwise. */
const BEGIN: readonly (readonly [least: number, level: Level])[] = [
  [85, 'CRITICAL'],
  [65, 'HIGH'],
  [40, 'MEDIUM'],
  [0, 'LOW'],
];

/** What a score is called by the levels of a document that changes none: lists have the score alone. */
export const usualLevel = (score: number): Level => BEGIN.find(([least]) => score >= least)?.[1] ?? 'LOW';

/** A score or the points of a part, as whole as a reader needs them: what is not nothing is not shown as 0. */
export const points = (value: number) => (value > 0 && value < 0.5 ? '<1' : count(Math.round(value)));

/** "78 high". */
export const scoreInWords = ({ score, level }: { score: number; level: string }) =>
  `${points(score)} ${level.toLowerCase()}`;

type Pointed = Pick<Part, 'signal' | 'points'>;

/** Those that add something, the largest first. */
export const largestFirst = <P extends Pointed>(parts: readonly P[]): P[] =>
  parts.filter(({ points: added }) => added > 0).sort((a, b) => b.points - a.points);

const MOST_NAMED = 3;

/** The labels of the strongest signals. */
export const strongest = (parts: readonly Pointed[], most = MOST_NAMED): string[] =>
  largestFirst(parts)
    .slice(0, most)
    .map(({ signal }) => signalNamed(signal).label);

/** "near-duplicates 40, probing 12". */
export const partsInWords = (parts: readonly Pointed[]): string =>
  largestFirst(parts)
    .map((part) => `${signalNamed(part.signal).label} ${points(part.points)}`)
    .join(', ');

/** The points of all parts together, of which 100 count. */
export const together = (parts: readonly Pointed[]) => parts.reduce((sum, part) => sum + part.points, 0);

export const share = (value: number) => `${Math.round(Math.max(0, Math.min(1, value)) * 100)} %`;

/** Oldest first, whatever order the service answers in. */
export const inOrder = (history: readonly Moment[]): Moment[] =>
  [...history].sort((a, b) => Date.parse(a.at) - Date.parse(b.at));
