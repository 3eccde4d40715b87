import { Problem } from '../api/problem';
import type { useChecked } from '../api/use-checked';
import { counted } from '../text/number';
import type { DocumentProblem } from '../text/document-problems';
import { Icon } from './icon';
import { VisibleText } from './visible-text';
import './document-problems.css';

interface Props {
  check: ReturnType<typeof useChecked>;
  onLine: (line: number) => void;
}

/** Whether the text validates; if not, why, each with the way to its line. */
export function CheckResult({ check, onLine }: Props) {
  return (
    <section className="check-result" aria-label="Check">
      <p role="status">
        {check.error !== null ? (
          <>
            <Icon name="unknown" /> Not checked: {Problem.of(check.error).message}{' '}
            <button type="button" onClick={check.again}>
              Try again
            </button>
          </>
        ) : check.problems.length > 0 ? (
          <span className="bad">
            <Icon name="failed" /> {counted(check.problems.length, 'problem')}
          </span>
        ) : check.current ? (
          <span className="good">
            <Icon name="allow" /> It validates
          </span>
        ) : null}
        {!check.current && check.error === null && <span className="quiet">checking …</span>}
      </p>
      {check.error === null && <ProblemList problems={check.problems} onLine={onLine} />}
    </section>
  );
}

export function ProblemList({ problems, onLine }: { problems: readonly DocumentProblem[]; onLine: Props['onLine'] }) {
  if (problems.length === 0) return null;
  return (
    <ul className="document-problems">
      {problems.map((problem, index) => {
        const { line, key, reason } = problem;
        const words = (
          <span>
            {key !== null && (
              <>
                <code>
                  <VisibleText text={key} />
                </code>
                {': '}
              </>
            )}
            <VisibleText text={reason} />
          </span>
        );
        return (
          <li key={`${index} ${reason}`}>
            {line === null ? (
              words
            ) : (
              <button type="button" className="plain" onClick={() => onLine(line)}>
                <span className="line">line {line}</span>
                {words}
              </button>
            )}
          </li>
        );
      })}
    </ul>
  );
}
