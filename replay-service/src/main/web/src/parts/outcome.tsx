import './outcome.css';

/** How an exchange ended, with the status that the caller got. What went as it should is quiet. */
export function Outcome({ outcome, status }: { outcome: string; status: number }) {
  const word = outcome.toLowerCase().replaceAll('_', ' ');
  return (
    <span className="outcome" data-whole={word === 'completed'}>
      {status > 0 && <span className="status">{status}</span>} {word}
    </span>
  );
}
