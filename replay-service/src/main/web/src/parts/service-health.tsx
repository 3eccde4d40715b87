import { useQuery } from '@tanstack/react-query';
import { health, type Dependency } from '../api/health';
import { Failure } from './failure';
import { Icon, type IconName } from './icon';
import { Skeleton } from './skeleton';
import './service-health.css';

const ICONS: Record<Dependency['status'], IconName> = { up: 'allow', degraded: 'failed', down: 'block' };

/** What the replay service needs, what is behind, and since when: in its own words. */
export function ServiceHealth() {
  const { data, error, isPending, refetch } = useQuery(health);
  return (
    <section className="service-health panel" aria-label="The archive and what it needs">
      <h2>Archive and what it needs</h2>
      {isPending ? (
        <Skeleton what="health" rows={5} />
      ) : data === undefined ? (
        <Failure
          what="The service does not say how it is"
          error={error}
          works="Recording goes on: it does not need this service."
          again={() => void refetch()}
        />
      ) : (
        <dl>
          {Object.entries(data.dependencies).map(([name, { status, detail }]) => (
            <div key={name} data-status={status}>
              <dt>
                <span className="status">
                  <Icon name={ICONS[status]} /> {status}
                </span>
                {name}
              </dt>
              <dd>{detail}</dd>
            </div>
          ))}
        </dl>
      )}
    </section>
  );
}
