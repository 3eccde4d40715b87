import { useQuery } from '@tanstack/react-query';
import { revision as revisionQuery, revisions } from '../api/queries';
import type { Config, Revision, RevisionText } from '../api/types';
import { useRows } from '../api/use-rows';
import { CodeDiff } from './code-diff';
import { Failure } from './failure';
import { PublishedBy } from './published-by';
import { RevisionMark } from './revision-mark';
import { ShownPane } from './shown-pane';
import { Skeleton } from './skeleton';
import { TwoStep } from './two-step';

interface Props {
  number: number;
  config: Config | null;
  back: string;
  /** Null for those who may not edit. */
  onEdit: ((revision: RevisionText) => void) | null;
  /** Whether editing from it takes the place of other edits. */
  edited: boolean;
}

/** A revision, and what it changed. */
export function DocumentRevision({ number, config, back, onEdit, edited }: Props) {
  const { data, error, isPending, refetch } = useQuery(revisionQuery(number));
  return (
    <ShownPane
      title={
        <>
          Revision {number} {data !== undefined && <RevisionMark revision={data} config={config} />}
        </>
      }
      back={back}
      actions={
        data !== undefined &&
        onEdit !== null && (
          <TwoStep
            word="Edit from this revision"
            loses={edited ? 'What you have edited goes.' : null}
            onDo={() => onEdit(data)}
          />
        )
      }
      head={data !== undefined && <PublishedBy revision={data} />}
    >
      {isPending && <Skeleton what="the revision" />}
      {error !== null && <Failure what="The revision could not be loaded" error={error} again={() => void refetch()} />}
      {data !== undefined && <Changes to={data} />}
    </ShownPane>
  );
}

function Changes({ to }: { to: RevisionText }) {
  const { rows, pending } = useRows(revisions);
  const before = numberBefore(to, rows);
  const { data, error } = useQuery({ ...revisionQuery(before), enabled: before > 0 && !pending });
  if (error !== null) return <Failure what="The revision before it could not be loaded" error={error} />;
  if (before > 0 && data === undefined) return <Skeleton what="the revision before" />;
  return <CodeDiff label={`What revision ${to.revision} changed`} before={data?.text ?? ''} after={to.text} />;
}

/** In whose place it was put: not always the one with the number before, since there are trials. 0 where it was the first. */
function numberBefore({ revision, previousHash }: Revision, rows: readonly Revision[]): number {
  if (previousHash === '') return 0;
  const before = rows.find((row) => row.revision < revision && row.hash === previousHash);
  return before?.revision ?? revision - 1;
}
