import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { Icon } from './icon';

interface Props {
  /** Where the list is, and what it is called. */
  list: string;
  word: string;
  children?: ReactNode;
}

/** The way back to the list, and in `children` what leads to others of it. */
export const Neighbours = ({ list, word, children }: Props) => (
  <nav className="neighbours" aria-label="Neighbours">
    <Link className="button plain" href={list} title={`${word} (u)`}>
      <Icon name="back" />
      {word}
    </Link>
    {children}
  </nav>
);

interface StepsProps {
  previous: string | null;
  next: string | null;
  go: (to: string | null) => void;
}

export const Steps = ({ previous, next, go }: StepsProps) => (
  <>
    <button type="button" disabled={previous === null} title="Previous (k)" onClick={() => go(previous)}>
      <Icon name="previous" />
      <span className="word">Previous</span>
    </button>
    <button type="button" disabled={next === null} title="Next (j)" onClick={() => go(next)}>
      <span className="word">Next</span>
      <Icon name="next" />
    </button>
  </>
);
