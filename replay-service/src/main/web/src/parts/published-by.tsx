import { ShortId } from './copy';
import { VisibleText } from './visible-text';
import { When } from './when';

interface Props {
  revision: { revision: number; hash: string; by: string; at: string; comment: string };
}

/** Which revision, who and when, and why where that was said. */
export function PublishedBy({ revision: { revision, hash, by, at, comment } }: Props) {
  return (
    <p className="published-by">
      no. {revision} <ShortId id={hash} what="Copy the hash" /> by{' '}
      <strong>
        <VisibleText text={by} />
      </strong>
      , <When time={at} />
      {comment !== '' && (
        <span className="quiet">
          {' '}
          “<VisibleText text={comment} />”
        </span>
      )}
    </p>
  );
}
