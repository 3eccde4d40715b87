import type { Approval } from '../api/approval';
import { count } from '../text/number';
import { Decision } from './decision';
import { VisibleText } from './visible-text';
import './rules.css';

/** The rules that matched, and what each found: those that ask for people, and those that changed the texts. */
export function ApprovalWhy({ approval: { matches, state } }: { approval: Approval }) {
  return (
    <section className="rules">
      <h2>{state === 'REQUESTED' ? 'Why it waits' : 'Why it waited'}</h2>
      <ul>
        {matches.map(({ rule, action, detections }) => (
          <li key={`${action} ${rule}`}>
            <Decision decision={action} />
            <strong>
              <VisibleText text={rule} />
            </strong>
            {detections.length > 0 && (
              <ul className="found" aria-label="What it found">
                {detections.map(({ type, count: times }) => (
                  <li key={type}>
                    <code>
                      <VisibleText text={type} />
                    </code>{' '}
                    × {count(times)}
                  </li>
                ))}
              </ul>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
