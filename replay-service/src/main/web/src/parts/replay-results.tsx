import { Link } from 'wouter';
import type { ReplayResult } from '../api/replays';
import { component, count } from '../text/number';
import { shortId } from '../text/short-id';
import { Icon } from './icon';
import './compared-table.css';

interface Props {
  results: readonly ReplayResult[];
  addressOf: (exchange: string) => string;
}

/** What came of each exchange that was sent again. */
export function ReplayResults({ results, addressOf }: Props) {
  return (
    <div className="compared-table" tabIndex={0} role="region" aria-label="Results">
      <table>
        <thead>
          <tr>
            <th scope="col">Exchange</th>
            <th scope="col">Sent again as</th>
            <th scope="col">Vectors</th>
            <th scope="col">Least cosine</th>
            <th scope="col">Largest difference</th>
          </tr>
        </thead>
        <tbody>
          {results.map((result, place) => (
            <tr key={`${place} ${result.of}`}>
              <td>
                <Link href={addressOf(result.of)}>{shortId(result.of)}</Link>
              </td>
              <td>
                {result.exchange === '' ? (
                  '–'
                ) : (
                  <Link href={addressOf(result.exchange)}>{shortId(result.exchange)}</Link>
                )}
              </td>
              <td>
                <Verdict result={result} />
              </td>
              <td>{result.leastCosine === null ? '–' : result.leastCosine.toFixed(6)}</td>
              <td>{result.largest === null ? '–' : component(result.largest)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Verdict({ result: { reason, vectors, identical } }: { result: ReplayResult }) {
  if (reason !== null)
    return (
      <span className="different">
        <Icon name="failed" />
        {reason}
      </span>
    );
  return identical === vectors ? (
    <span className="same">
      <Icon name="allow" />
      {vectors === 1 ? 'the same' : `all ${count(vectors)} the same`}
    </span>
  ) : (
    <span className="different">
      <Icon name="failed" />
      {count(vectors - identical)} of {count(vectors)} different
    </span>
  );
}
