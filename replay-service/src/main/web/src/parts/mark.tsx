import './mark.css';

/** A vector and its trail. */
export function Mark() {
  return (
    <svg className="mark" viewBox="0 0 32 32" width="20" height="20" aria-hidden="true">
      <path d="M6 8l8 17 4.5-9.5" />
      <circle cx="21.5" cy="11" r="2" />
      <circle cx="27" cy="6.5" r="2" />
    </svg>
  );
}
