import { Link, useLocation } from 'wouter';
import { Icon, type IconName } from '../parts/icon';
import { Mark } from '../parts/mark';
import './rail.css';

const ENTRIES: readonly { path: string; word: string; icon: IconName; also: string }[] = [
  { path: '/search', word: 'Search', icon: 'search', also: '/exchanges/' },
  { path: '/sessions', word: 'Sessions', icon: 'sessions', also: '/sessions/' },
  { path: '/connections', word: 'Connections', icon: 'connections', also: '/connections/' },
];

export function Rail({ onKeys }: { onKeys: () => void }) {
  const [path] = useLocation();
  return (
    <nav className="rail" aria-label="Pages">
      <p className="name">
        <Mark />
        <span>Vectrail</span>
      </p>
      <ul>
        {ENTRIES.map(({ path: to, word, icon, also }) => (
          <li key={to}>
            <Link href={to} aria-current={path === to ? 'page' : path.startsWith(also) ? 'true' : undefined}>
              <Icon name={icon} />
              <span>{word}</span>
            </Link>
          </li>
        ))}
      </ul>
      <button type="button" className="plain keys" onClick={onKeys}>
        <kbd>?</kbd> <span>Keys</span>
      </button>
    </nav>
  );
}
