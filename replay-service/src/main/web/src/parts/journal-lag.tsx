import { useQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import { config } from '../api/queries';
import { EdgesMark, Journal } from './edges';
import { Failure } from './failure';
import { Skeleton } from './skeleton';
import { VisibleText } from './visible-text';

/** What of each edge's records is not in Kafka yet. */
export function JournalLag() {
  const { data, error, isPending, refetch } = useQuery(config);
  const edges = data?.edges ?? [];
  return (
    <section className="panel journal-lag" aria-label="Journals of edges">
      <h2>
        <Link href="/health">Journals of edges</Link> <EdgesMark edges={edges} />
      </h2>
      {isPending ? (
        <Skeleton what="the journals" rows={2} />
      ) : data === undefined ? (
        <Failure what="What edges say could not be loaded" error={error} again={() => void refetch()} />
      ) : edges.length === 0 ? (
        <p className="quiet">No edge has said anything yet.</p>
      ) : (
        <ul>
          {edges.map((edge) => (
            <li key={edge.edge}>
              <VisibleText text={edge.edge} />: <Journal edge={edge} />
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
