import { Link } from 'wouter';
import { alertsShown } from '../address/alerts';
import { Command } from './command';
import { Empty } from './empty';

const ALERTS = `alerts:
  from: high
  webhooks: []`;

/** How there comes to be an alert. */
export function HowToAlert() {
  return (
    <>
      <p>
        An alert is raised when a caller’s score reaches the level that the gateway document says, and the next one only
        when the score has fallen and rises again:
      </p>
      <Command command={ALERTS} copies="Copy the lines" />
      <p>
        What the scores are now stands at <Link href="/callers">Callers</Link>.
      </p>
    </>
  );
}

export const NothingOpen = () => (
  <Empty title="No alert is open">
    <ul className="ways">
      <li>
        <Link className="button" href={alertsShown('all')}>
          Look at all alerts
        </Link>
      </li>
    </ul>
    <HowToAlert />
  </Empty>
);
