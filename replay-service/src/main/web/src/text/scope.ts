import type { Me, Scope } from '../api/types';

/** What a person sees of the traffic, where that is a part of it: a line for what they see, and one for texts where these are fewer. */
export function scopesInWords({ metadata, texts }: Me['sees']): { of: string; scope: string }[] {
  const seen = inWords(metadata);
  const read = inWords(texts);
  const lines = [];
  if (seen !== null) lines.push({ of: 'Sees', scope: seen });
  if (read !== null && read !== seen) lines.push({ of: 'Reads texts', scope: read });
  return lines;
}

function inWords(scope: Scope): string | null {
  if (scope === 'everything' || scope === 'nothing') return null;
  const { connections, groups } = scope;
  return [
    ...(connections.length > 0 ? [`connections ${connections.join(', ')}`] : []),
    ...(groups.length > 0 ? [`callers in ${groups.join(', ')}`] : []),
  ].join('; ');
}
