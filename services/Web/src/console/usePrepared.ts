import { useMemo, useRef } from 'react';
import type { CueAck, CueContent } from '../contract/hub';
import type { RoomState } from '../live/roomState';
import { type DueCue, nextPrepared, preparedCues } from './prepared';
import type { Act } from './useCoaching';

type Send = (content: CueContent, clientCueId: string) => Promise<CueAck> | undefined;

/**
 * The prepared cues of the step that is on. With the switch on the room sends each when it is due;
 * whoever leads can send one earlier.
 */
export function usePrepared(room: RoomState, live: boolean, send: Send, act: Act) {
  const steps = room.join?.runSheet?.steps;
  const step = live ? room.class.step : null;
  const cues = useMemo(
    () => preparedCues(steps ?? [], step, room.cueLog.cues),
    [steps, step, room.cueLog.cues],
  );
  const asked = useRef(new Set<string>());
  const go = (cue: DueCue) => {
    if (asked.current.has(cue.id)) return;
    asked.current.add(cue.id);
    void act(send({ kind: 'text', text: cue.text }, cue.id), 'Prepared cue sent').then((done) => {
      if (!done) asked.current.delete(cue.id);
    });
  };
  return {
    cues,
    go,
    goNext: () => {
      const next = nextPrepared(cues);
      if (next) go(next);
      return next !== undefined;
    },
  };
}
