import { useState } from 'react';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import { exchangeAddress } from '../address/view';
import { chains, findings, type Chain, type Finding } from '../api/chains';
import { KINDS, verdict } from '../text/chain';
import { count } from '../text/number';
import { ShortId } from './copy';
import { Empty } from './empty';
import { Failure } from './failure';
import { Icon, type IconName } from './icon';
import { Skeleton } from './skeleton';
import { VisibleText } from './visible-text';
import { When } from './when';
import './plain-table.css';
import './chain-table.css';

const ICONS: Record<ReturnType<typeof verdict>['state'], IconName> = { good: 'allow', bad: 'block', waiting: 'clock' };

/** Whether everything that edges recorded is here, and as they recorded it. */
export function ChainTable() {
  const { data, error, isPending, refetch } = useQuery(chains);
  if (isPending) return <Skeleton what="the chains" rows={3} />;
  if (data === undefined)
    return (
      <Failure
        what="The chains could not be loaded"
        error={error}
        works="They are checked whether somebody looks or not."
        again={() => void refetch()}
      />
    );
  if (data.items.length === 0)
    return (
      <Empty title="No edge has recorded anything yet">
        <p>Each edge links its events in a chain. It is checked here as soon as the first of them comes.</p>
      </Empty>
    );
  return (
    <div className="plain-table chain-table" tabIndex={0} role="region" aria-label="Chains">
      <table>
        <thead>
          <tr>
            <th scope="col">Edge</th>
            <th scope="col">Chain</th>
            <th scope="col">Checked up to</th>
            <th scope="col">Began</th>
            <th scope="col">Looked at</th>
            <th scope="col">Epoch</th>
            <th scope="col">Findings</th>
          </tr>
        </thead>
        {data.items.map((chain) => (
          <Row key={chain.id} chain={chain} />
        ))}
      </table>
    </div>
  );
}

function Row({ chain }: { chain: Chain }) {
  const [open, setOpen] = useState(false);
  const { state, words } = verdict(chain);
  return (
    <tbody>
      <tr>
        <th scope="row">
          <VisibleText text={chain.edge} />
        </th>
        <td>
          <span className="chain-mark" data-state={state}>
            <Icon name={ICONS[state]} />
            {words}
          </span>
        </td>
        <td>
          {count(chain.verified)} of {count(chain.last)}
        </td>
        <td>
          <When time={chain.since} />
        </td>
        <td>
          <When time={chain.checked} />
        </td>
        <td>
          <ShortId id={chain.epoch} what="Copy the epoch" />
        </td>
        <td>
          {chain.findings === 0 ? (
            'none'
          ) : (
            <button type="button" aria-expanded={open} onClick={() => setOpen(!open)}>
              {count(chain.findings)}
            </button>
          )}
        </td>
      </tr>
      {open && (
        <tr className="remark">
          <td colSpan={7}>
            <Findings chain={chain.id} />
          </td>
        </tr>
      )}
    </tbody>
  );
}

function Findings({ chain }: { chain: string }) {
  const { data, error, refetch } = useQuery(findings(chain));
  if (error !== null)
    return <Failure what="The findings could not be loaded" error={error} again={() => void refetch()} />;
  if (data === undefined) return <Skeleton what="the findings" rows={2} />;
  return (
    <ul>
      {data.items.map((finding) => (
        <li key={finding.id}>
          <FindingLine finding={finding} />
        </li>
      ))}
    </ul>
  );
}

function FindingLine({ finding }: { finding: Finding }) {
  const { kind, sequence, through, missing, found, healed, exchanges } = finding;
  const first = exchanges[0];
  return (
    <>
      <strong>{kind.toLowerCase()}</strong> at {count(sequence)}
      {through > sequence && ` to ${count(through)}`}
      {missing > 0 && `, ${count(missing)} missing`}, found <When time={found} />
      {healed !== null && (
        <>
          , filled <When time={healed} />
        </>
      )}
      {first !== undefined && (
        <>
          {', '}
          <Link href={exchangeAddress(first, { kind: 'none' })}>an exchange there</Link>
        </>
      )}
      <span className="quiet"> {KINDS[kind] ?? ''}</span>
    </>
  );
}
