import type { Chain } from '../api/chains';
import { count, counted } from './number';

/** What a finding of a kind means, and what to do. */
export const KINDS: Record<string, string> = {
  GAP: 'Events are missing. An edge that still has them ships them again: ./vectrail journal resend. If none has, they were lost or taken out.',
  FORK: 'Two events claim the same place. One edge ran twice with the same name, or somebody wrote into Kafka.',
  DUPLICATE: 'The same event came twice. It counts once.',
  CHANGE: 'An event is not what its successor says it was: it was changed after it was written.',
  EPOCH: 'The edge began a new journal. Whoever emptied its folder knows why.',
  INVALID: 'An event has no place in any chain.',
};

/** Good, bad, or not yet known; never by a colour alone. */
export function verdict(chain: Chain): { state: 'good' | 'bad' | 'waiting'; words: string } {
  if (chain.openGaps > 0)
    return { state: 'bad', words: `${counted(chain.missing, 'event')} missing in ${counted(chain.openGaps, 'gap')}` };
  if (chain.start === 'WAITING') return { state: 'waiting', words: 'its beginning may still come' };
  const behind = chain.last - chain.verified;
  return behind > 0
    ? { state: 'waiting', words: `${count(behind)} not yet checked` }
    : chain.findings > 0
      ? { state: 'waiting', words: 'whole, with findings to look at' }
      : { state: 'good', words: 'whole' };
}
