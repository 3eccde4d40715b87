import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { Icon } from './icon';
import './shown-pane.css';

interface Props {
  title: ReactNode;
  /** Where closing it leads. */
  back: string;
  actions?: ReactNode;
  /** What stands above the texts: who and when, a form. */
  head?: ReactNode;
  children: ReactNode;
}

/** What stands in the editor's place for a while. */
export function ShownPane({ title, back, actions, head, children }: Props) {
  return (
    <section className="shown-pane">
      <header>
        <h2>{title}</h2>
        <span className="actions">
          {actions}
          <Link className="button plain" href={back} title="Back to the editor (Esc)">
            <Icon name="close" />
            <span className="aside">Back to the editor</span>
          </Link>
        </span>
      </header>
      {head !== undefined && <div className="head">{head}</div>}
      <div className="texts">{children}</div>
    </section>
  );
}
