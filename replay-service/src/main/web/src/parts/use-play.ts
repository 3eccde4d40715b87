import { useEffect, useState } from 'react';
import { changed, USUAL_SPEED, wait, type Speed } from '../text/play';

interface Moment {
  id: string;
  time: string;
}

/** Steps through a session, by hand or by itself. @param unfinished whether more is still to come behind the last */
export function usePlay(
  moments: readonly Moment[],
  at: string | null,
  unfinished: boolean,
  onStep: (id: string) => void,
) {
  const [playing, setPlaying] = useState(false);
  const [speed, setSpeed] = useState<Speed>(USUAL_SPEED);
  const index = at === null ? -1 : moments.findIndex(({ id }) => id === at);
  const current = moments[index];
  const next = moments[index + 1];
  const over = playing && next === undefined && !unfinished;

  useEffect(() => {
    if (!playing || next === undefined) return undefined;
    const still = current === undefined ? 0 : wait(Date.parse(current.time), Date.parse(next.time), speed);
    const timer = setTimeout(() => onStep(next.id), still);
    return () => clearTimeout(timer);
  }, [playing, speed, current, next, onStep]);
  useEffect(() => {
    if (over) setPlaying(false);
  }, [over]);

  const goTo = (place: number) => {
    const target = moments[Math.max(0, Math.min(moments.length - 1, place))];
    if (target !== undefined) onStep(target.id);
  };
  const toggle = () => {
    // At its end it begins anew.
    if (!playing && next === undefined && !unfinished) goTo(0);
    setPlaying(!playing);
  };
  return {
    index,
    playing: playing && !over,
    speed,
    setSpeed,
    faster: () => setSpeed((now) => changed(now, 1)),
    slower: () => setSpeed((now) => changed(now, -1)),
    toggle,
    goTo,
    step: (by: number) => goTo(index < 0 ? 0 : index + by),
    last: moments.length - 1,
  };
}
