import { queryOptions } from '@tanstack/react-query';
import { Problem } from './problem';

const EVERY_MS = 10_000;

export interface Dependency {
  status: 'up' | 'degraded' | 'down';
  detail: string;
}

/** What the replay service says of itself and of what it needs. */
export interface Health {
  status: 'up' | 'down';
  dependencies: Record<string, Dependency>;
}

/** Not a part of the API: it needs no token, and answers 503 with the same page where something is down. */
export const health = queryOptions({
  queryKey: ['health'],
  refetchInterval: EVERY_MS,
  queryFn: async ({ signal }): Promise<Health> => {
    try {
      const response = await fetch('/health/ready', { signal });
      return (await response.json()) as Health;
    } catch (error) {
      if (signal.aborted) throw error;
      throw new Problem(0, 'The service cannot be reached', 'The replay service did not answer at this address.');
    }
  },
});
