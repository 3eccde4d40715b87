import './skeleton.css';

/** Grey bars where rows will be. They appear only when the answer takes longer than 150 ms. */
export function Skeleton({ what, rows = 8 }: { what: string; rows?: number }) {
  return (
    <div className="skeleton" role="status">
      <span className="aside">Loading {what}</span>
      {Array.from({ length: rows }, (_, row) => (
        <div key={row} className="bar" aria-hidden="true" />
      ))}
    </div>
  );
}
