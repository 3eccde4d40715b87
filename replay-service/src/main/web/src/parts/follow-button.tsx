import type { Following } from '../api/tail';
import './live-mark.css';

interface Props {
  following: Following;
  pressed: boolean;
  onPress: () => void;
}

/** Whether new rows come by themselves. */
export function FollowButton({ following, pressed, onPress }: Props) {
  const away = pressed && following === 'away';
  return (
    <button
      type="button"
      className="plain"
      aria-pressed={pressed}
      title="New rows come by themselves (l)"
      onClick={onPress}
    >
      <span className="live-mark" data-liveness={pressed ? following : 'off'}>
        {away ? 'not answered, tried again' : 'live'}
      </span>
    </button>
  );
}
