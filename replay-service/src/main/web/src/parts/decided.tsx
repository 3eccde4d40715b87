import { Link } from 'wouter';
import type { Counted } from '../api/counts';
import { sumOf } from '../picture/histogram';
import { count } from '../text/number';
import { DECISIONS } from '../text/query';
import { Decision } from './decision';
import './decided.css';

interface Props {
  counts: Counted;
  addressOf: (decision: string) => string;
}

/** How many exchanges there were, and what was decided on them. */
export function Decided({ counts, addressOf }: Props) {
  const decisions: Record<string, number> = {};
  for (const bar of counts.histogram)
    for (const [name, some] of Object.entries(bar.decisions)) decisions[name] = (decisions[name] ?? 0) + some;
  const all = sumOf(decisions);
  return (
    <dl className="decided panel">
      <div>
        <dt>Exchanges</dt>
        <dd>{count(all)}</dd>
      </div>
      {DECISIONS.map((name) => (
        <div key={name}>
          <dt>
            <Link href={addressOf(name)}>
              <Decision decision={name} />
            </Link>
          </dt>
          <dd>
            {count(decisions[name] ?? 0)} <small className="quiet">{share(decisions[name] ?? 0, all)}</small>
          </dd>
        </div>
      ))}
    </dl>
  );
}

const share = (some: number, all: number) => {
  if (some === 0) return '';
  const percent = (100 * some) / all;
  return percent < 0.1 ? '< 0.1 %' : `${percent < 10 ? percent.toFixed(1) : Math.round(percent)} %`;
};
