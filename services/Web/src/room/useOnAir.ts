import { useCallback, useEffect, useState } from 'react';
import type { StreamStatus } from '../contract/hub';
import { goesOn, isOnAir, offAir, openedAnew, withStatus } from './onAir';

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
  const stands = now.atEnd && goesOn(now);
  useEffect(() => {
    if (!stands) return;
    const timer = setTimeout(() => setSeen(openedAnew), openAnewAfterMs);
    return () => clearTimeout(timer);
  }, [stands]);
  const end = useCallback(() => setSeen((old) => ({ ...old, atEnd: true })), []);
  return { onAir: isOnAir(now), opening: now.opening, end };
}
