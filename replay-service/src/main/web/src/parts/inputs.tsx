import { startTransition, useEffect, useState } from 'react';
import { useQuery } from '@tanstack/react-query';
import { me } from '../api/queries';
import type { Exchange, Item } from '../api/types';
import { count, counted } from '../text/number';
import { Asked } from './asked';
import { Icon } from './icon';
import { VectorNeighbours } from './vector-neighbours';
import { VectorStrip } from './vector-strip';
import './inputs.css';

interface Props {
  exchange: Exchange;
  /** Whether the person may read texts and vectors. */
  reads: boolean;
}

/** What fills the window; the rest of a large batch is drawn when that is on the screen. */
const AT_ONCE = 20;

/** Two panes, what was asked and what came back, line by line: an input and its vector stand beside each other. */
export function Inputs({ exchange, reads }: Props) {
  const [whole, setWhole] = useState(exchange.items.length <= AT_ONCE);
  useEffect(() => startTransition(() => setWhole(true)), []);
  const returned = exchange.items.filter((item) => item.dimensions > 0).length;
  return (
    <section className="inputs-and-vectors" aria-label="Inputs and vectors">
      <div className="pane-heads">
        <h2>
          What was asked <span className="quiet">{counted(exchange.items.length, 'input')}</span>
        </h2>
        <h2>
          What came back <span className="quiet">{counted(returned, 'vector')}</span>
          {exchange.vectorFindings.some(({ fault }) => fault === 'COUNT') && (
            <span className="fault">not as many as inputs</span>
          )}
        </h2>
      </div>
      {!reads && <Unread />}
      {exchange.items.length === 0 ? (
        <p className="note">No input was read from this request{refusal(exchange)}.</p>
      ) : (
        <ol>
          {(whole ? exchange.items : exchange.items.slice(0, AT_ONCE)).map((item) => (
            <li key={item.index}>
              <Asked item={item} reads={reads} />
              <CameBack exchange={exchange} item={item} reads={reads} />
            </li>
          ))}
        </ol>
      )}
    </section>
  );
}

function Unread() {
  const audits = useQuery(me).data?.roles.includes('auditor') ?? false;
  return (
    <p className="note">
      {audits
        ? 'You see its metadata only: its texts and vectors are outside your scope.'
        : 'Your role sees metadata only: texts and vectors are for auditors.'}
    </p>
  );
}

const refusal = (exchange: Exchange) =>
  exchange.refusalCode === null ? '' : `: it was refused (${exchange.refusalCode})`;

const FAULTS: Record<string, string> = {
  NOT_FINITE: 'A component is no finite number.',
  ALL_ZERO: 'Every component is 0.',
  DIMENSIONS: 'It has not as many components as were asked for, or as the others.',
};

const faults = (exchange: Exchange, item: Item) =>
  exchange.vectorFindings.filter(({ items }) => items.includes(item.index)).map(({ fault }) => fault);

function CameBack({ exchange, item, reads }: Props & { item: Item }) {
  return (
    <div className="came-back">
      {faults(exchange, item).map((fault) => (
        <p key={fault} className="fault">
          <Icon name="failed" /> {FAULTS[fault] ?? fault.toLowerCase()}
        </p>
      ))}
      {item.dimensions === 0 ? (
        <p className="quiet">No vector came back.</p>
      ) : reads ? (
        <>
          <VectorStrip exchange={exchange.id} index={item.index} dimensions={item.dimensions} />
          <VectorNeighbours exchange={exchange.id} index={item.index} />
        </>
      ) : (
        <p className="quiet">{count(item.dimensions)} dimensions</p>
      )}
    </div>
  );
}
