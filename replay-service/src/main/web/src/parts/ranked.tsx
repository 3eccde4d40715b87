import { Link } from 'wouter';
import type { Facet } from '../api/counts';
import { count } from '../text/number';
import { spelled } from '../text/visible';
import { VisibleText } from './visible-text';
import './ranked.css';

const MOST = 8;

interface Props {
  title: string;
  facet: Facet | undefined;
  /** Said where there is none. */
  none: string;
  /** Where the exchanges of a value are; null where they cannot be asked for. */
  addressOf: (value: string) => string | null;
}

/** The most frequent values of a field, each with a bar as long as it is frequent beside the first. */
export function Ranked({ title, facet, none, addressOf }: Props) {
  const values = facet?.values.slice(0, MOST) ?? [];
  const most = values[0]?.exchanges ?? 1;
  return (
    <section className="ranked panel" aria-label={title}>
      <h2>{title}</h2>
      {values.length === 0 ? (
        <p className="quiet">{none}</p>
      ) : (
        <ol>
          {values.map(({ value, exchanges }) => {
            const address = addressOf(value);
            return (
              <li key={value}>
                <span className="bar" style={{ width: `${(100 * exchanges) / most}%` }} aria-hidden="true" />
                {address === null ? (
                  <VisibleText text={value} />
                ) : (
                  <Link href={address} aria-label={`Exchanges of ${spelled(value)}`}>
                    <VisibleText text={value} />
                  </Link>
                )}
                <span className="number">{count(exchanges)}</span>
              </li>
            );
          })}
        </ol>
      )}
    </section>
  );
}
