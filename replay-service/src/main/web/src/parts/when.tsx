import { useNow } from './use-now';
import { exact, relative } from '../text/time';

export function When({ time }: { time: string }) {
  const now = useNow();
  return (
    <time dateTime={time} title={exact(time)}>
      {relative(time, now)}
    </time>
  );
}
