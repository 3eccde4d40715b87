import { useQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import { exchangeAddress } from '../address/view';
import { impact } from '../api/queries';
import type { Impact, PolicyImpact } from '../api/types';
import { count, counted } from '../text/number';
import { shortId } from '../text/short-id';
import { rangeInWords, type TimeRange } from '../text/time-range';
import { Command } from './command';
import { ShortId } from './copy';
import { Decision } from './decision';
import { Empty } from './empty';
import { Failure } from './failure';
import { Skeleton } from './skeleton';
import { VisibleText } from './visible-text';
import { When } from './when';
import './plain-table.css';
import './impact.css';

/** What policies in shadow, and those of a document on trial, would have done. */
export function ImpactPane({ range }: { range: TimeRange }) {
  const { data, error, isPending, refetch } = useQuery(impact(range));
  if (isPending) return <Skeleton what="what would have happened" rows={6} />;
  if (error !== null)
    return (
      <Failure
        what="What would have happened could not be counted"
        error={error}
        works="Policies go on being enforced, and documents can be applied."
        again={() => void refetch()}
      />
    );
  return data.items.length === 0 ? <Nothing impact={data} range={range} /> : <Table impact={data} range={range} />;
}

function Nothing({ impact: { exchanges }, range }: { impact: Impact; range: TimeRange }) {
  return (
    <Empty title={`No policy in shadow matched anything, ${rangeInWords(range)}`}>
      <p>
        {exchanges === 0 ? 'No exchange was recorded in that time.' : `${counted(exchanges, 'exchange')} went by.`} A
        policy in shadow is evaluated and recorded, never enforced, and is counted here within seconds:
      </p>
      <Command command={'  - name: try-this\n    detect: [PHONE_NUMBER]\n    action: block\n    shadow: true'} />
      <p>To try a whole edited document so, apply it in shadow: “Review and apply”, then “Apply in shadow”.</p>
    </Empty>
  );
}

function Table({ impact: { items, exchanges, callers }, range }: { impact: Impact; range: TimeRange }) {
  return (
    <div className="plain-table impact" tabIndex={0} role="region" aria-label="What would have happened">
      <table>
        <caption>
          Of {counted(exchanges, 'exchange')} of {counted(callers, 'caller')}, {rangeInWords(range)}:
        </caption>
        <thead>
          <tr>
            <th scope="col">Policy</th>
            <th scope="col" className="number">
              Exchanges
            </th>
            <th scope="col" className="number" title="Of these, refused anyhow">
              Refused anyhow
            </th>
            <th scope="col" className="number">
              Callers
            </th>
            <th scope="col" className="number">
              Inputs
            </th>
            <th scope="col" className="number" title="Exchanges on which it could not be evaluated">
              Errors
            </th>
            <th scope="col">Last</th>
          </tr>
        </thead>
        {items.map((item) => (
          <Row key={`${item.document} ${item.action} ${item.policy}`} item={item} whole={exchanges} />
        ))}
      </table>
    </div>
  );
}

function Row({ item, whole }: { item: PolicyImpact; whole: number }) {
  return (
    <tbody>
      <tr>
        <th scope="row">
          <VisibleText text={item.policy} />
        </th>
        <td className="number">{count(item.exchanges)}</td>
        <td className="number">{count(item.refused)}</td>
        <td className="number">{count(item.callers)}</td>
        <td className="number">{count(item.inputs)}</td>
        <td className={item.errors > 0 ? 'number some-errors' : 'number'}>{count(item.errors)}</td>
        <td className="last">
          <When time={item.last} />
        </td>
      </tr>
      <tr className="more">
        <td colSpan={7}>
          <div className="line">
            <span className="would">
              would <Decision decision={item.action} />
            </span>
            {item.trial && (
              <span className="quiet">
                on trial{' '}
                {item.document !== null && <ShortId id={item.document} what="Copy the hash of the document on trial" />}
              </span>
            )}
            <Share item={item} whole={whole} />
            {item.examples.length > 0 && (
              <span className="examples">
                such as{' '}
                {item.examples.slice(0, MOST_EXAMPLES).map((id) => (
                  <Link key={id} href={exchangeAddress(id, { kind: 'none' })} title={`Open exchange ${id}`}>
                    <code>{shortId(id)}</code>
                  </Link>
                ))}
              </span>
            )}
          </div>
        </td>
      </tr>
    </tbody>
  );
}

const MOST_EXAMPLES = 3;

/** The share of all exchanges to scale; what was refused anyhow is paler. */
function Share({ item: { exchanges, refused }, whole }: { item: PolicyImpact; whole: number }) {
  const share = (part: number) => (part / Math.max(1, whole)) * 100;
  const percent = share(exchanges);
  return (
    <span className="share">
      <svg viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true">
        <rect className="all" width="100" height="6" />
        <rect className="refused" width={percent} height="6" />
        <rect className="new" width={share(exchanges - refused)} height="6" />
      </svg>
      <span className="quiet">{percent > 0 && percent < 1 ? '< 1' : Math.round(percent)} %</span>
    </span>
  );
}
