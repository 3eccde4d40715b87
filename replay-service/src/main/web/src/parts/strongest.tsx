import type { Part } from '../api/risk';
import { partsInWords, strongest } from '../text/risk';

/** The strongest signals on one line. */
export function Strongest({ parts }: { parts: readonly Pick<Part, 'signal' | 'points'>[] }) {
  const labels = strongest(parts);
  if (labels.length === 0) return <span className="quiet">none</span>;
  return <span title={partsInWords(parts)}>{labels.join(', ')}</span>;
}
