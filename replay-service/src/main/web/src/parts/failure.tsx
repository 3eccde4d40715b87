import { Problem, sentence } from '../api/problem';
import { Icon } from './icon';
import './failure.css';

interface Props {
  /** What could not be done, as a sentence without its full stop. */
  what: string;
  error: unknown;
  /** What still works, and how to try again: said where that may help, not where the answer would be the same. */
  works?: string;
  again?: () => void;
}

export function Failure({ what, error, works, again }: Props) {
  const problem = Problem.of(error);
  return (
    <section className="failure" role="alert">
      <Icon name="failed" />
      <div>
        <h2>{what}</h2>
        <p>
          <strong>{sentence(problem.title)}</strong> {sentence(problem.message)}
        </p>
        {problem.passing && works !== undefined && <p className="quiet">{works}</p>}
        {problem.passing && again !== undefined && (
          <button type="button" onClick={again}>
            Try again
          </button>
        )}
      </div>
    </section>
  );
}

export const RECORDING_GOES_ON =
  'What is already on the screen stays, and recording goes on: it does not need this service.';
