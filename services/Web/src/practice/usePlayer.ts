import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { RunSheet } from '../contract/hub';
import type { Clock } from '../clock/clock';
import { foldClass } from '../live/cueLog';
import type { ClassView } from '../stage/currentStep';
import { newPlayer, type Player, type PlayerEvent, playerReducer, practised } from './player';

export interface Playing {
  player: Player;
  view: ClassView;
  /** Practised time, for everything that moves. */
  clock: Clock;
  send: (type: PlayerEvent['type']) => void;
}

/**
 * Plays a run sheet on this device's clock. Hidden pages pause: nobody can follow what they cannot
 * see.
 */
export function usePlayer(runSheet: RunSheet): Playing {
  const [player, setPlayer] = useState(newPlayer);
  // Every change is made here first, and drawn from the state.
  const latest = useRef(player);
  const clock = useMemo<Clock>(
    () => ({ now: () => practised(latest.current, performance.now()) }),
    [],
  );
  const send = useCallback(
    (type: PlayerEvent['type']) => {
      latest.current = playerReducer(runSheet.steps, latest.current, {
        type,
        now: performance.now(),
      });
      setPlayer(latest.current);
    },
    [runSheet],
  );
  const running = player.since !== null;

  useEffect(() => {
    if (!running) return;
    const tick = () => {
      const next = playerReducer(runSheet.steps, latest.current, {
        type: 'tick',
        now: performance.now(),
      });
      // Only a new step is news; the time within it is read from the clock.
      if (next.index !== latest.current.index || next.over) setPlayer((latest.current = next));
    };
    const timer = setInterval(tick, 100);
    const hide = () => document.hidden && send('pause');
    document.addEventListener('visibilitychange', hide);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', hide);
    };
  }, [running, runSheet, send]);

  const view = useMemo<ClassView>(
    () => ({
      join: { runSheet },
      class: { ...foldClass([]), step: { index: player.index, atMs: player.stepAtMs } },
    }),
    [runSheet, player.index, player.stepAtMs],
  );
  return { player, view, clock, send };
}
