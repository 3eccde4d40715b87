import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { format, formatTerm, type Term } from '../text/query';
import { rangeInWords, type TimeRange } from '../text/time-range';
import { CurlLine } from './command';
import { Empty } from './empty';
import { VisibleText } from './visible-text';

interface Props {
  what: string;
  terms: readonly Term[];
  range: TimeRange;
  addressOf: (query: string, range: TimeRange) => string;
  /** How there comes to be one; how something is recorded at all where it is not said. */
  how?: ReactNode;
}

const ALWAYS: TimeRange = { kind: 'all' };

const HowToRecord = () => (
  <>
    <p>
      Send an embedding call through the gateway, and it is here within two seconds. With the embedded platform this
      line does it, run in the folder of <code>./vectrail</code>:
    </p>
    <CurlLine />
  </>
);

/** Says which filter to drop; with none left, how to get something recorded. */
export function NothingFound({ what, terms, range, addressOf, how = <HowToRecord /> }: Props) {
  const bounded = range.kind !== 'all';
  if (terms.length === 0)
    return (
      <Empty title={bounded ? `No ${what} in this range: ${rangeInWords(range)}` : 'Nothing is recorded yet'}>
        {bounded && (
          <ul className="ways">
            <li>
              <Link className="button" href={addressOf('', ALWAYS)}>
                Look at all time
              </Link>
            </li>
          </ul>
        )}
        {how}
      </Empty>
    );
  return (
    <Empty title={`No ${what} matches all of this`}>
      <p>Try it without one of the filters{bounded && ', or over all time'}:</p>
      <ul className="ways">
        {terms.map((term, index) => (
          <li key={`${index} ${formatTerm(term)}`}>
            <Link className="button" href={addressOf(format(terms.filter((other) => other !== term)), range)}>
              without{' '}
              <code>
                <VisibleText text={formatTerm(term)} />
              </code>
            </Link>
          </li>
        ))}
        {bounded && (
          <li>
            <Link className="button" href={addressOf(format(terms), ALWAYS)}>
              over all time instead of {rangeInWords(range)}
            </Link>
          </li>
        )}
      </ul>
    </Empty>
  );
}
