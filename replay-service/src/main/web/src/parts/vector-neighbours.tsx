import { useState } from 'react';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import { similarAddress } from '../address/similar';
import { nearest } from '../api/nearest';
import { Failure } from './failure';
import { NeighbourTable } from './neighbour-table';
import { howCompared } from '../text/how-compared';
import { Skeleton } from './skeleton';
import './vector-neighbours.css';

interface Props {
  exchange: string;
  index: number;
}

const FEW = 5;

/** The recorded vectors that are nearest to one, asked for when somebody wants to see them. */
export function VectorNeighbours({ exchange, index }: Props) {
  const [open, setOpen] = useState(false);
  return (
    <div className="vector-neighbours">
      <button type="button" className="plain" aria-expanded={open} onClick={() => setOpen(!open)}>
        {open ? 'Hide what is nearest' : 'What is nearest'}
      </button>
      <Link href={similarAddress({ kind: 'recorded', exchange, input: index })}>Find similar</Link>
      {open && <Nearest exchange={exchange} index={index} />}
    </div>
  );
}

function Nearest({ exchange, index }: Props) {
  const { data, error, refetch } = useQuery(nearest(exchange, index, FEW));
  if (error !== null)
    return (
      <Failure
        what="What is nearest could not be found"
        error={error}
        works="The exchange itself is shown whole."
        again={() => void refetch()}
      />
    );
  if (data === undefined) return <Skeleton what="what is nearest" rows={FEW} />;
  return data.items.length === 0 ? (
    <p className="quiet">No other vector of this model is recorded.</p>
  ) : (
    <>
      <NeighbourTable items={data.items} label="Nearest vectors" />
      <p className="quiet">{howCompared(data)}</p>
    </>
  );
}
