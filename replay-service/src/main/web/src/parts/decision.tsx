import { Icon, type IconName } from './icon';
import './decision.css';

const ICONS: Record<string, IconName> = {
  allow: 'allow',
  mask: 'mask',
  redact: 'redact',
  approve: 'approve',
  block: 'block',
  deny: 'deny',
};

export function Decision({ decision }: { decision: string }) {
  const word = decision.toLowerCase();
  return (
    <span className="decision" data-decision={word}>
      <Icon name={ICONS[word] ?? 'unknown'} />
      {word}
    </span>
  );
}
