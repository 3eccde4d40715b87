import { Link } from 'wouter';
import './tabs.css';

interface Props {
  label: string;
  tabs: readonly { word: string; address: string; current: boolean }[];
}

/** Which of several lists is shown. */
export const Tabs = ({ label, tabs }: Props) => (
  <nav className="tabs" aria-label={label}>
    {tabs.map(({ word, address, current }) => (
      <Link key={word} href={address} aria-current={current ? 'page' : undefined}>
        {word}
      </Link>
    ))}
  </nav>
);
