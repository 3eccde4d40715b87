import { points, usualLevel } from '../text/risk';
import { Icon, type IconName } from './icon';
import './level.css';

const ICONS: Record<string, IconName> = {
  low: 'level-low',
  medium: 'level-medium',
  high: 'level-high',
  critical: 'level-critical',
};

/** How much a score says. */
export function Level({ level }: { level: string }) {
  const word = level.toLowerCase();
  return (
    <span className="level" data-level={word}>
      <Icon name={ICONS[word] ?? 'unknown'} />
      {word}
    </span>
  );
}

/** A score with its level. */
export function Score({ of: { score, level } }: { of: { score: number; level: string } }) {
  return (
    <span className="score">
      <strong>{points(score)}</strong> <Level level={level} />
    </span>
  );
}

/** A score of which the service says no level: it has the usual one, and says that it is that. */
export function UsualScore({ score }: { score: number | null }) {
  // Silence would pass for "low".
  if (score === null) return <span className="quiet">no score</span>;
  const level = usualLevel(score);
  return (
    <span className="score" title={`${level.toLowerCase()} where levels begin at 40, 65 and 85`}>
      <strong>{points(score)}</strong> <Level level={level} />
    </span>
  );
}
