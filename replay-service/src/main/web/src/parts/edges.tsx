import type { Config, EdgeState } from '../api/types';
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
          <When time={edge.at} />
        </td>
      </tr>
      {remark !== null && (
        <tr className="remark">
          <td colSpan={6}>
            <VisibleText text={remark} />
          </td>
        </tr>
      )}
    </tbody>
  );
}

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
