import type { Compared } from '../api/replays';
import { component } from '../text/number';
import { Icon } from './icon';
import './compared-table.css';

/** How the vectors of two exchanges differ, input by input. */
export function ComparedTable({ items }: { items: readonly Compared[] }) {
  return (
    <div className="compared-table" tabIndex={0} role="region" aria-label="Comparison">
      <table>
        <thead>
          <tr>
            <th scope="col">Input</th>
            <th scope="col">Vectors</th>
            <th scope="col">Cosine</th>
            <th scope="col">Largest difference</th>
          </tr>
        </thead>
        <tbody>
          {items.map((item) => (
            <tr key={item.index}>
              <td>{item.index}</td>
              <td>
                <Same item={item} />
              </td>
              <td>{item.cosine === null ? '–' : item.cosine.toFixed(6)}</td>
              <td>
                {item.largest === null ? '–' : component(item.largest)}
                {item.largest !== null && item.largest > 0 && <span className="quiet"> at [{item.at}]</span>}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Same({ item: { identical, dimensions, others } }: { item: Compared }) {
  if (identical)
    return (
      <span className="same">
        <Icon name="allow" />
        the same
      </span>
    );
  return (
    <span className="different">
      <Icon name="failed" />
      {dimensions === others ? 'different' : `${dimensions} dimensions then, ${others} now`}
    </span>
  );
}
