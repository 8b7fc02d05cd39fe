import { useCallback, useEffect, useState } from 'react';
import type { StreamStatus } from '../contract/hub';
import { goesOn, isOnAir, offAir, openedAnew, played, withStatus } from './onAir';

/** Word of a stream's end may come after the end itself. */
const openAnewAfterMs = 2_000;

/**
 * Whether there is a picture to show: from the stream's beginning until this viewer, however late,
 * has seen its end; and which opening of it.
 */
export function useOnAir(status: StreamStatus) {
  const [seen, setSeen] = useState(offAir);
  const now = withStatus(seen, status);
  if (now !== seen) setSeen(now);
  const endedWhileOn = now.atEnd && goesOn(now);
  useEffect(() => {
    if (!endedWhileOn) return;
    const timer = setTimeout(() => setSeen(openedAnew), openAnewAfterMs);
    return () => clearTimeout(timer);
  }, [endedWhileOn]);
  const end = useCallback(() => setSeen((old) => ({ ...old, atEnd: true })), []);
  const play = useCallback(() => setSeen(played), []);
  return { onAir: isOnAir(now), opening: now.opening, play, end };
}
