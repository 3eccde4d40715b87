import { queryOptions } from '@tanstack/react-query';
import { bounds, type TimeRange } from '../text/time-range';
import { get } from './client';

export interface MapPoint {
  exchange: string;
  input: number;
  time: string;
  decision: string;
  text: string;
  x: number;
  y: number;
}

/** Vectors as points of a plane. */
export interface VectorMap {
  model: string;
  dimensions: number;
  /** How many there are; of more than a picture has room for, the points are a sample. */
  vectors: number;
  /** How much of the variance the plane shows, 0 to 1. */
  explained: number;
  points: MapPoint[];
}

export const vectorMap = (subject: string, range: TimeRange) =>
  queryOptions({
    queryKey: ['vectorMap', subject, range],
    staleTime: 60_000,
    queryFn: ({ signal }) => get<VectorMap>('/api/v1/vectors/map', { subject, ...bounds(range, Date.now()) }, signal),
  });
