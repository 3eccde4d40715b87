import type { Nearest } from '../api/nearest';
import { count } from './number';

/** Whether a few of the nearest may be missing. */
export const howCompared = ({ method, vectors, compared }: Nearest) =>
  method === 'exact'
    ? `Compared with each of ${count(vectors)} vectors of as many components.`
    : `Of ${count(vectors)} vectors of as many components, ${count(compared)} were compared: those whose signs differ least. A few of the nearest may be missing.`;
