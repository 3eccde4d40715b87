import { MOST_ROWS } from '../api/queries';
import { count } from '../text/number';
import { Failure, RECORDING_GOES_ON } from './failure';

interface Props {
  rows: number;
  more: boolean;
  unfinished: boolean;
  error: unknown;
  tryAgain: () => void;
}

/** What stands under the last row: that more comes, why no more came, or that this is all. */
export function ListEnd({ rows, more, unfinished, error, tryAgain }: Props) {
  if (error !== null)
    return (
      <Failure what="The next rows could not be loaded" error={error} works={RECORDING_GOES_ON} again={tryAgain} />
    );
  if (more) return <>Loading more …</>;
  if (unfinished) return <>The first {count(MOST_ROWS)} are shown. Narrow the query or the time range to see others.</>;
  return rows > 20 ? <>That is all.</> : null;
}

export function foundInWords(rows: number, unfinished: boolean, one: string): string {
  if (unfinished) return `first ${count(rows)} loaded`;
  return `${count(rows)} ${rows === 1 ? one : `${one}s`}`;
}
