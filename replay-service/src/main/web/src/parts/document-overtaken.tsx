import { useQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import { revision as revisionQuery, revisions } from '../api/queries';
import type { Config } from '../api/types';
import type { Editing } from '../api/use-document';
import { useRows } from '../api/use-rows';
import { merge } from '../text/merge';
import { counted } from '../text/number';
import { CodeDiff } from './code-diff';
import { Failure } from './failure';
import { PublishedBy } from './published-by';
import { ShownPane } from './shown-pane';
import { Skeleton } from './skeleton';
import { Strip } from './strip';
import { TwoStep } from './two-step';
import { VisibleText } from './visible-text';
import { When } from './when';

interface Props {
  editing: Editing;
  config: Config;
  theirs: string;
  /** Says what came of putting both together. */
  onMerged: (note: string) => void;
  onDiscarded: () => void;
}

/** Says that others have applied since editing began, and offers what can become of both. */
export function Overtaken({ editing, config, theirs, onMerged, onDiscarded }: Props) {
  const base = useBase(editing);
  const { rows } = useRows(revisions);
  const began = editing.draft?.base?.revision ?? 0;
  const more = rows.filter(({ revision, shadow }) => !shadow && revision > began && revision < config.revision).length;
  const onTop = () => {
    const { text, disputed } = merge(base.text ?? '', editing.text, config.text);
    editing.begin(text);
    onMerged(
      disputed === 0
        ? `Yours stands on top of no. ${config.revision} now: you had changed different lines.`
        : `Yours stands on top of no. ${config.revision} now. In ${counted(disputed, 'place')} both had changed the same lines: yours stand, and here stands what of theirs goes.`,
    );
  };
  return (
    <Strip
      icon="failed"
      role="alert"
      actions={
        <>
          <Link className="button" href={theirs}>
            View theirs
          </Link>
          <button type="button" disabled={base.text === null} onClick={onTop}>
            Go on, on top of theirs
          </button>
          <TwoStep
            word="Discard mine"
            loses="What you have edited goes."
            onDo={() => (editing.discard(), onDiscarded())}
          />
        </>
      }
    >
      <strong>Somebody else applied meanwhile:</strong> no. {config.revision} by{' '}
      <strong>
        <VisibleText text={config.by} />
      </strong>
      , <When time={config.at} />
      {config.comment !== '' && (
        <>
          {' '}
          “<VisibleText text={config.comment} />”
        </>
      )}
      {more > 0 && ` and ${counted(more, 'other')} before`}. Yours began with {began === 0 ? 'none' : `no. ${began}`}{' '}
      and is kept.
    </Strip>
  );
}

/** What others have changed since editing began. */
export function Theirs({ editing, config, back }: { editing: Editing; config: Config; back: string }) {
  const base = useBase(editing);
  return (
    <ShownPane
      title={`Theirs: what changed since no. ${editing.draft?.base?.revision ?? 0}`}
      back={back}
      head={<PublishedBy revision={config} />}
    >
      {base.error !== null ? (
        <Failure what="What editing began with could not be loaded" error={base.error} again={base.again} />
      ) : base.text === null ? (
        <Skeleton what="what editing began with" />
      ) : (
        <CodeDiff label="What others changed" before={base.text} after={config.text} />
      )}
    </ShownPane>
  );
}

/** The text that editing began with; null until it is there. */
function useBase({ draft }: Editing) {
  const number = draft?.base?.revision ?? 0;
  const { data, error, refetch } = useQuery({ ...revisionQuery(number), enabled: number > 0 });
  return { text: number === 0 ? '' : (data?.text ?? null), error, again: () => void refetch() };
}
