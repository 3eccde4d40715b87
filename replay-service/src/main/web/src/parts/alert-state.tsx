import { alertStateWord, verdictWord } from '../text/alert';
import { Icon, type IconName } from './icon';
import './alert-state.css';

const ICONS: Record<string, IconName> = { OPEN: 'alerts', ACKNOWLEDGED: 'access', CLOSED: 'allow' };

interface Props {
  state: string;
  verdict: string | null;
}

/** Where an alert stands; of one that is closed also what it came to. */
export function AlertState({ state, verdict }: Props) {
  return (
    <span className="alert-state" data-state={state}>
      <Icon name={ICONS[state] ?? 'unknown'} />
      {alertStateWord(state)}
      {verdict !== null && `, ${verdictWord(verdict)}`}
    </span>
  );
}
