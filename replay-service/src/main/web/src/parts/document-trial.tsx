import { useState } from 'react';
import type { Problem } from '../api/problem';
import type { Publication } from '../api/publish';
import type { Config, RevisionText } from '../api/types';
import { ApplyForm } from './apply-form';
import { CodeDiff } from './code-diff';
import { Empty } from './empty';
import { PublishedBy } from './published-by';
import { ShownPane } from './shown-pane';

interface Props {
  config: Config;
  mayPublish: boolean;
  back: string;
  sending: boolean;
  failed: Problem | null;
  onPublish: (publication: Publication) => void;
  onEscape: () => void;
  onLine: (line: number) => void;
}

/** What the document on trial changes, and the ways to end its trial. */
export function DocumentTrial(props: Props) {
  const { trial } = props.config;
  if (trial === null)
    return (
      <ShownPane title="Trial" back={props.back}>
        <Empty title="Nothing is on trial">
          <p>
            A document on trial is evaluated beside the one in force and recorded, never enforced. Edit, review, and
            choose “Apply in shadow”.
          </p>
        </Empty>
      </ShownPane>
    );
  return <Trial {...props} trial={trial} />;
}

function Trial({
  config,
  trial,
  mayPublish,
  back,
  sending,
  failed,
  onPublish,
  onEscape,
  onLine,
}: Props & { trial: RevisionText }) {
  const [comment, setComment] = useState('');
  const publish = (text: string, otherwise: string) =>
    onPublish({ text, insteadOf: config.hash, shadow: false, comment: comment.trim() === '' ? otherwise : comment });
  return (
    <ShownPane
      title="On trial: what it changes"
      back={back}
      head={
        <>
          <PublishedBy revision={trial} />
          {mayPublish && (
            <ApplyForm
              comment={comment}
              onComment={setComment}
              failed={failed}
              onLine={onLine}
              onEscape={onEscape}
              hindrance={null}
            >
              <button
                type="button"
                className="main"
                disabled={sending}
                onClick={() => publish(trial.text, `the trial of no. ${trial.revision}, for good`)}
              >
                {sending ? 'Applying …' : 'Apply for good'}
              </button>
              <button
                type="button"
                disabled={sending}
                title="Publishes the document in force again"
                onClick={() => publish(config.text, `the trial of no. ${trial.revision} ends`)}
              >
                End the trial
              </button>
            </ApplyForm>
          )}
        </>
      }
    >
      <CodeDiff label="What the document on trial changes" before={config.text} after={trial.text} />
    </ShownPane>
  );
}
