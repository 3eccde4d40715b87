import { stateWord } from '../text/approval';
import { Icon, type IconName } from './icon';
import './approval-state.css';

const ICONS: Record<string, IconName> = {
  REQUESTED: 'approve',
  APPROVED: 'allow',
  REJECTED: 'block',
  EXPIRED: 'clock',
  REVOKED: 'deny',
};

export function ApprovalState({ state }: { state: string }) {
  return (
    <span className="approval-state" data-state={state}>
      <Icon name={ICONS[state] ?? 'unknown'} />
      {stateWord(state)}
    </span>
  );
}
