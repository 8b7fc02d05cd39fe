import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { CueAck, CueContent } from '../api/contract';
import type { ServerClock } from '../live/clock';
import type { RoomState } from '../live/roomState';
import { readDevice, writeDevice } from './onDevice';
import { type DueCue, dueNow, nextPrepared, preparedCues } from './prepared';
import type { Act } from './useCoaching';

type Send = (content: CueContent, clientCueId: string) => Promise<CueAck> | undefined;

/** The prepared cues of the step that is on. With the switch on, the leading console sends each when it is due, once. */
export function usePrepared(room: RoomState, clock: ServerClock | undefined, live: boolean, leads: boolean, send: Send, act: Act) {
  const [auto, setAuto] = useState(() => readDevice('prepared-auto', false));
  const steps = room.join?.runSheet.steps;
  const step = live ? room.class.step : null;
  const cues = useMemo(() => preparedCues(steps ?? [], step, room.stream.cues), [steps, step, room.stream.cues]);
  const asked = useRef(new Set<string>());
  const go = (cue: DueCue) => {
    if (asked.current.has(cue.id)) return;
    asked.current.add(cue.id);
    void act(send({ kind: 'text', text: cue.text }, cue.id), 'Prepared cue sent').then((done) => {
      if (!done) asked.current.delete(cue.id);
    });
  };
  const latest = useRef({ cues, go });
  latest.current = { cues, go };
  const on = auto && leads && live && clock !== undefined;
  useEffect(() => {
    if (!on) return;
    const timer = setInterval(() => dueNow(latest.current.cues, clock.now()).forEach(latest.current.go), 250);
    return () => clearInterval(timer);
  }, [on, clock]);
  const change = useCallback((value: boolean) => {
    writeDevice('prepared-auto', value);
    setAuto(value);
  }, []);
  return {
    cues, auto, change, go,
    goNext: () => {
      const next = nextPrepared(cues);
      if (next) go(next);
      return next !== undefined;
    },
  };
}
