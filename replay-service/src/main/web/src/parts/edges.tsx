import type { Config, EdgeState } from '../api/types';
import { bytes } from '../text/number';
import { lasting } from '../text/time';
import { ShortId } from './copy';
import { Empty } from './empty';
import { Icon, type IconName } from './icon';
import { VisibleText } from './visible-text';
import { When } from './when';
import './plain-table.css';
import './edges.css';

const ICONS: Record<string, IconName> = { current: 'allow', lagging: 'clock', silent: 'failed' };

/** Which edges run which document. */
export function Edges({ config }: { config: Config | null }) {
  const edges = config?.edges ?? [];
  if (edges.length === 0)
    return (
      <Empty title="No edge has said what it runs">
        <p>
          An edge says so every 30 seconds, once its configuration has it follow the published document. Look at its
          health page, and at <code>./vectrail status</code>.
        </p>
      </Empty>
    );
  return (
    <div className="plain-table edges" tabIndex={0} role="region" aria-label="Edges">
      <table>
        <thead>
          <tr>
            <th scope="col">Edge</th>
            <th scope="col">State</th>
            <th scope="col">Runs</th>
            <th scope="col">Since</th>
            <th scope="col">Trial</th>
            <th scope="col">Journal</th>
            <th scope="col">Heard of</th>
          </tr>
        </thead>
        {edges.map((edge) => (
          <Edge key={edge.edge} edge={edge} inForce={config?.hash ?? ''} />
        ))}
      </table>
    </div>
  );
}

function Edge({ edge, inForce }: { edge: EdgeState; inForce: string }) {
  const remark = edge.problem ?? (edge.state === 'silent' ? SILENT : null);
  return (
    <tbody>
      <tr>
        <th scope="row">
          <VisibleText text={edge.edge} />
        </th>
        <td>
          <EdgeMark state={edge.state} />
        </td>
        <td>
          {edge.hash === '' ? 'nothing' : <ShortId id={edge.hash} what="Copy the hash" />}{' '}
          <span className="quiet">{runs(edge, inForce)}</span>
        </td>
        <td>
          <When time={edge.since} />
        </td>
        <td>{edge.trialHash === null ? '–' : <ShortId id={edge.trialHash} what="Copy the hash" />}</td>
        <td>
          <Journal edge={edge} />
        </td>
        <td>
          <When time={edge.at} />
        </td>
      </tr>
      {remark !== null && (
        <tr className="remark">
          <td colSpan={7}>
            <VisibleText text={remark} />
          </td>
        </tr>
      )}
    </tbody>
  );
}

/** There is always something under way. */
const USUAL_SECONDS = 5;

/** What of the edge's records is not in Kafka yet. */
export function Journal({ edge: { state, journalBytes, journalSeconds } }: { edge: EdgeState }) {
  if (state === 'silent') return <>not heard of</>;
  if (journalBytes === null || journalSeconds === null) return <>–</>;
  if (journalSeconds <= USUAL_SECONDS) return <>all shipped</>;
  return (
    <span className="journal-behind" title={BEHIND}>
      <Icon name="clock" />
      {bytes(journalBytes)} wait, for {lasting(journalSeconds * 1000)}
    </span>
  );
}

const BEHIND = 'Nothing is lost: it is on the edge’s disk. See the edge’s health page and Kafka.';

const SILENT = 'Not heard of for 90 seconds: it is stopped, or cannot reach Kafka and runs what it had.';

function runs({ hash, revision }: EdgeState, inForce: string): string {
  if (hash !== '' && hash === inForce) return 'in force';
  return revision === 0 ? 'put there by hand' : `no. ${revision}`;
}

function EdgeMark({ state }: { state: string }) {
  return (
    <span className="edge-mark" data-state={state}>
      <Icon name={ICONS[state] ?? 'unknown'} />
      {state}
    </span>
  );
}

/** The worst state of all, and how many have it. */
export function EdgesMark({ edges }: { edges: readonly EdgeState[] }) {
  if (edges.length === 0) return null;
  const silent = edges.filter((edge) => edge.state === 'silent').length;
  const lagging = edges.filter((edge) => edge.state === 'lagging').length;
  const state = silent > 0 ? 'silent' : lagging > 0 ? 'lagging' : 'current';
  const words = silent > 0 ? `${silent} silent` : lagging > 0 ? `${lagging} lagging` : `${edges.length} current`;
  return (
    <span className="edge-mark" data-state={state}>
      <Icon name={ICONS[state] ?? 'unknown'} />
      {words}
    </span>
  );
}
