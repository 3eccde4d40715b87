import type { Config, Revision } from '../api/types';
import { Icon } from './icon';
import './revision-mark.css';

/** How a revision stands to what is published: in force, on trial, or a trial that is over. */
export function RevisionMark({ revision, config }: { revision: Revision; config: Config | null }) {
  if (revision.revision === config?.revision)
    return (
      <span className="revision-mark in-force">
        <Icon name="allow" />
        in force
      </span>
    );
  if (!revision.shadow) return null;
  return (
    <span className="revision-mark">
      <Icon name="trial" />
      {revision.revision === config?.trial?.revision ? 'on trial' : 'was a trial'}
    </span>
  );
}
