import { useState } from 'react';
import { send } from '../api/client';
import { Problem, sentence } from '../api/problem';
import type { IssuedKey } from '../api/types';
import { Icon, type IconName } from './icon';
import { TwoStep } from './two-step';
import { VisibleText } from './visible-text';
import { When } from './when';
import './plain-table.css';
import './key-table.css';

const ICONS: Record<string, IconName> = { active: 'allow', expired: 'clock', revoked: 'block' };

interface Props {
  /** Where the API has them. */
  path: string;
  /** What all of them are called. */
  label: string;
  /** Whom a subject names. */
  who: string;
  keys: readonly IssuedKey[];
  more: boolean;
  onMore: () => void;
  onRevoked: () => void;
}

/** The keys or tokens that there are, with what ends them. */
export function KeyTable({ path, label, who, keys, more, onMore, onRevoked }: Props) {
  return (
    <div className="plain-table" tabIndex={0} role="region" aria-label={label}>
      <table>
        <thead>
          <tr>
            <th scope="col">{who}</th>
            <th scope="col">State</th>
            <th scope="col">Groups</th>
            <th scope="col">For</th>
            <th scope="col">Created</th>
            <th scope="col">Expires</th>
            <th scope="col">Id</th>
            <th scope="col">
              <span className="aside">Revoke</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {keys.map((key) => (
            <Row key={key.id} path={path} of={key} onRevoked={onRevoked} />
          ))}
        </tbody>
      </table>
      {more && (
        <p className="key-more">
          <button type="button" onClick={onMore}>
            Show more
          </button>
        </p>
      )}
    </div>
  );
}

interface OneProps {
  path: string;
  of: IssuedKey;
  onRevoked: () => void;
}

function Row({ path, of: key, onRevoked }: OneProps) {
  return (
    <tr>
      <th scope="row">
        <VisibleText text={key.subject} />
      </th>
      <td>
        <span className="key-mark" data-state={key.state}>
          <Icon name={ICONS[key.state] ?? 'unknown'} />
          {key.state}
        </span>
        {key.revoked !== null && (
          <span className="quiet">
            {' '}
            <When time={key.revoked} /> by <VisibleText text={key.revokedBy ?? ''} />
          </span>
        )}
      </td>
      <td>{key.groups.length === 0 ? '–' : <VisibleText text={key.groups.join(', ')} />}</td>
      <td>
        <VisibleText text={key.name} />
      </td>
      <td>
        <When time={key.created} /> by <VisibleText text={key.createdBy} />
      </td>
      <td>
        <When time={key.expires} />
      </td>
      <td>
        <code>{key.id}</code>
      </td>
      <td>{key.state === 'active' && <Revoke path={path} of={key} onRevoked={onRevoked} />}</td>
    </tr>
  );
}

function Revoke({ path, of: key, onRevoked }: OneProps) {
  const [sending, setSending] = useState(false);
  const [failed, setFailed] = useState<string | null>(null);
  const revoke = async () => {
    setSending(true);
    setFailed(null);
    try {
      await send('DELETE', `${path}/${encodeURIComponent(key.id)}`);
      onRevoked();
    } catch (error) {
      const problem = Problem.of(error);
      setFailed(`${sentence(problem.title)} ${sentence(problem.message)}`);
    }
    setSending(false);
  };
  return (
    <>
      <TwoStep
        word="Revoke"
        loses="It is refused from now on, for good."
        onDo={() => void revoke()}
        disabled={sending}
      />
      {failed !== null && <p role="alert">{failed}</p>}
    </>
  );
}
