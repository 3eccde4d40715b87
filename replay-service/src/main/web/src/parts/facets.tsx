import type { Facet } from '../api/counts';
import { count } from '../text/number';
import { canBeAsked, type Term } from '../text/query';
import { spelled } from '../text/visible';
import { Decision } from './decision';
import { VisibleText } from './visible-text';
import './facets.css';

const TITLES: Record<string, string> = {
  decision: 'Decision',
  subject: 'Caller',
  connection: 'Connection',
  model: 'Model',
  detection: 'Detection',
  rule: 'Rule',
  group: 'Group',
  outcome: 'Outcome',
};

interface Props {
  facets: readonly Facet[];
  terms: readonly Term[];
  /** A value that the list is narrowed by already takes its filter away. */
  onChoose: (field: string, value: string | null) => void;
}

/** By each field its most frequent values. */
export function Facets({ facets, terms, onChoose }: Props) {
  return (
    <div className="facets">
      {facets.map(({ field, values }) => (
        <section key={field} aria-label={TITLES[field] ?? field}>
          <h2>{TITLES[field] ?? field}</h2>
          <ul>
            {values.map(({ value, exchanges }) => {
              const chosen = isChosen(terms, field, value);
              if (!canBeAsked(value))
                return (
                  <li key={value} className="only-shown">
                    <VisibleText text={value} />
                    <span className="number">{count(exchanges)}</span>
                  </li>
                );
              return (
                <li key={value}>
                  <button
                    type="button"
                    className="plain"
                    aria-pressed={chosen}
                    title={chosen ? 'Take this filter away' : `Only ${spelled(value)}`}
                    onClick={() => onChoose(field, chosen ? null : value)}
                  >
                    {field === 'decision' ? <Decision decision={value} /> : <VisibleText text={value} />}
                    <span className="number">{count(exchanges)}</span>
                  </button>
                </li>
              );
            })}
          </ul>
        </section>
      ))}
    </div>
  );
}

const isChosen = (terms: readonly Term[], field: string, value: string) =>
  terms.some((term) => term.kind === 'field' && term.field === field && term.value === value);
