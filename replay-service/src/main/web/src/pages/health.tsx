import { useQuery } from '@tanstack/react-query';
import { config, me } from '../api/queries';
import { ChainTable } from '../parts/chain-table';
import { Edges } from '../parts/edges';
import { Failure } from '../parts/failure';
import { ServiceHealth } from '../parts/service-health';
import { Skeleton } from '../parts/skeleton';
import { readsDocuments, seesAllMetadata } from '../text/roles';
import './health.css';

/** Whether all of it works: edges with what they run and what waits in them, chains, the archive and what it needs. */
export function HealthPage() {
  const person = useQuery(me).data;
  return (
    <div className="health-page">
      <title>Health · Vectrail</title>
      <h1>Health</h1>
      {readsDocuments(person) && <EdgesPanel />}
      {seesAllMetadata(person) && (
        <section className="panel" aria-label="Chains of records">
          <h2>Chains of records</h2>
          <ChainTable />
        </section>
      )}
      <ServiceHealth />
    </div>
  );
}

function EdgesPanel() {
  const { data, error, isPending, refetch } = useQuery(config);
  return (
    <section className="panel" aria-label="Edges and their journals">
      <h2>Edges and their journals</h2>
      {isPending ? (
        <Skeleton what="the edges" rows={3} />
      ) : data === undefined ? (
        <Failure
          what="What edges say could not be loaded"
          error={error}
          works="Edges go on: they need neither this page nor this service."
          again={() => void refetch()}
        />
      ) : (
        <Edges config={data} />
      )}
    </section>
  );
}
