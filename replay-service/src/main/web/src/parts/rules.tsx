import type { RuleMatch } from '../api/types';
import { count, counted } from '../text/number';
import { Decision } from './decision';
import { VisibleText } from './visible-text';
import './rules.css';

export function Rules({ rules }: { rules: RuleMatch[] }) {
  return (
    <section className="rules">
      <h2>Rules that matched</h2>
      <ul>
        {rules.map((rule) => (
          <li key={`${rule.trial} ${rule.rule}`}>
            <Decision decision={rule.action} />
            <strong>
              <VisibleText text={rule.rule} />
            </strong>
            {rule.trial ? (
              <span className="quiet">of the document on trial: recorded, not enforced</span>
            ) : (
              rule.shadow && <span className="quiet">shadow: recorded, not enforced</span>
            )}
            {rule.found.length > 0 && (
              <ul className="found" aria-label="What it found">
                {rule.found.map(({ type, count: times }) => (
                  <li key={type}>
                    <code>
                      <VisibleText text={type} />
                    </code>{' '}
                    × {count(times)}
                  </li>
                ))}
              </ul>
            )}
            {rule.items.length > 0 && <span className="quiet">{counted(rule.items.length, 'input')}</span>}
            {rule.error !== null && (
              <span>
                could not be evaluated: <VisibleText text={rule.error} />
              </span>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
