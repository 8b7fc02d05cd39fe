import { useEffect } from 'react';

/**
 * Loads again when something new is known, and leaves on screen what is there: somebody may be
 * filling it in.
 */
export function useEachRound(round: string, reload: () => void) {
  useEffect(() => {
    if (round !== '') reload();
  }, [round, reload]);
}
