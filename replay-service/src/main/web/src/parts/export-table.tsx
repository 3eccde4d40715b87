import { useState } from 'react';
import { deleteExport, fileOf, type Export } from '../api/exports';
import { Problem, sentence } from '../api/problem';
import { useReason } from '../api/reason';
import { bytes, count } from '../text/number';
import { ShortId } from './copy';
import { Icon, type IconName } from './icon';
import { TwoStep } from './two-step';
import { VisibleText } from './visible-text';
import { When } from './when';
import './plain-table.css';
import './export-table.css';

const ICONS: Record<Export['state'], IconName> = {
  waiting: 'clock',
  running: 'refresh',
  done: 'allow',
  failed: 'failed',
};

/** One's own exports, with how far they are and their files. */
export function ExportTable({ exports, onChanged }: { exports: readonly Export[]; onChanged: () => void }) {
  return (
    <div className="plain-table export-table" tabIndex={0} role="region" aria-label="Exports">
      <table>
        <thead>
          <tr>
            <th scope="col">File</th>
            <th scope="col">State</th>
            <th scope="col">Of</th>
            <th scope="col">Asked</th>
            <th scope="col">Rows</th>
            <th scope="col">Size</th>
            <th scope="col">SHA-256</th>
            <th scope="col">Deleted</th>
            <th scope="col">
              <span className="aside">What to do</span>
            </th>
          </tr>
        </thead>
        {exports.map((one) => (
          <Row key={one.id} of={one} onChanged={onChanged} />
        ))}
      </table>
    </div>
  );
}

function Row({ of: one, onChanged }: { of: Export; onChanged: () => void }) {
  const reason = useReason();
  const [failed, setFailed] = useState<string | null>(null);
  const remove = async () => {
    setFailed(null);
    try {
      await deleteExport(one.id);
      onChanged();
    } catch (error) {
      const problem = Problem.of(error);
      setFailed(`${sentence(problem.title)} ${sentence(problem.message)}`);
    }
  };
  const remark = failed ?? one.failure ?? (one.caughtUp === false ? BEHIND : null);
  return (
    <tbody>
      <tr>
        <th scope="row">
          {one.state === 'done' ? (
            <a href={fileOf(one.id, reason)} download={one.name}>
              <Icon name="download" /> {one.name}
            </a>
          ) : (
            one.name
          )}
        </th>
        <td>
          <span className="export-mark" data-state={one.state}>
            <Icon name={ICONS[one.state]} />
            {one.state}
          </span>
          {one.state === 'running' && (
            <>
              {' '}
              <progress max={1} value={one.share} aria-label="How much is written" />
            </>
          )}
        </td>
        <td>
          <VisibleText text={filterInWords(one.filter)} />
        </td>
        <td>
          <When time={one.asked} />
        </td>
        <td className="number">{one.rows === null ? '–' : count(one.rows)}</td>
        <td className="number">{bytes(one.bytes)}</td>
        <td>{one.sha256 === null ? '–' : <ShortId id={one.sha256} what="Copy the hash" />}</td>
        <td>{one.expires === null ? '–' : <When time={one.expires} />}</td>
        <td>
          <TwoStep
            word={one.ended === null ? 'Stop' : 'Delete'}
            loses={one.state === 'failed' ? null : 'The file goes; what is recorded stays.'}
            onDo={() => void remove()}
          />
        </td>
      </tr>
      {remark !== null && (
        <tr className="remark">
          <td colSpan={9}>
            <VisibleText text={remark} />
          </td>
        </tr>
      )}
    </tbody>
  );
}

const BEHIND = 'The archive was behind Kafka: what was recorded before may be missing. The page Health says more.';

function filterInWords(filter: Record<string, string>): string {
  const terms = Object.entries(filter).map(([name, value]) => (name === 'q' ? value : `${name}:${value}`));
  return terms.length === 0 ? 'everything' : terms.join(' ');
}
