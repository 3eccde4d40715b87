import { queryOptions } from '@tanstack/react-query';
import { get, post, PROVIDER_DEADLINE_MS } from './client';
import type { ExchangeSummary } from './types';

/** A recorded vector that is like another. */
export interface Neighbour {
  exchange: ExchangeSummary;
  input: number;
  /** The beginning of what it is of. */
  text: string;
  /** Of the angle between both, -1 to 1. */
  cosine: number;
  identical: boolean;
}

export interface Nearest {
  method: 'exact' | 'approximate';
  /** How many fit, and how many of them were compared. */
  vectors: number;
  compared: number;
  items: Neighbour[];
}

export const nearest = (id: string, index: number, limit: number) =>
  queryOptions({
    queryKey: ['nearest', id, index, limit],
    queryFn: ({ signal }) =>
      get<Nearest>(`/api/v1/exchanges/${encodeURIComponent(id)}/vectors/${index}/nearest`, { limit }, signal),
  });

/** @param vector as the API takes one: numbers, or base64 */
export const nearestTo = (vector: readonly number[] | string, limit: number) =>
  queryOptions({
    queryKey: ['nearestTo', vector, limit],
    queryFn: () => post<Nearest>(`/api/v1/vectors/nearest?limit=${limit}`, { vector }),
  });

/** What a provider makes the vector of, asked as callers of the connection ask. */
export interface AskedText {
  text: string;
  connection: string;
  model: string;
}

export const nearestToText = (asked: AskedText, limit: number) =>
  queryOptions({
    queryKey: ['nearestToText', asked, limit],
    staleTime: Infinity,
    // Each time it is asked the provider is, too.
    retry: false,
    queryFn: () => post<Nearest>(`/api/v1/vectors/nearest?limit=${limit}`, asked, PROVIDER_DEADLINE_MS),
  });

export const sameVectors = (hash: string, limit: number) =>
  queryOptions({
    queryKey: ['sameVectors', hash, limit],
    queryFn: ({ signal }) =>
      get<{ items: Neighbour[] }>(`/api/v1/vectors/${encodeURIComponent(hash)}`, { limit }, signal),
  });
