import type { CueContent } from '../contract/hub';
import type { RoomClient } from '../live/roomClient';
import { classTimes, type RoomState } from '../live/roomState';
import { currentStep } from '../stage/currentStep';
import type { PictureClock } from '../video/pictureClock';
import { classShift } from './schedule';
import type { Act } from './useCoaching';

/** How far the class is, and cues to everybody. */
export function useCueing(
  room: RoomState,
  client: RoomClient | null,
  picture: PictureClock,
  act: Act,
) {
  const { startedAtMs, endedAtMs } = classTimes(room);
  const over = endedAtMs !== null || room.closed !== null;
  const current = currentStep(room);
  const steps = room.join?.runSheet?.steps ?? [];
  /**
   * A cue goes with a frame: the instructor’s with the one that is captured now, a coach’s with the
   * one on the coach’s screen.
   */
  const frameMs = () => {
    if (room.video !== 'live') return undefined;
    return room.join?.role === 'instructor' ? client?.clock.now() : (picture.frameMs ?? undefined);
  };
  const sendCue = (content: CueContent, id?: string) => client?.sendCue(content, frameMs(), id);
  return {
    over,
    started: startedAtMs !== null,
    live: startedAtMs !== null && !over,
    current,
    steps,
    nextIndex: current?.atMs == null ? 0 : current.step.index + 1,
    // An administrator looks in; to send anything, they lead on.
    mayCue: room.join !== null && (room.join.role !== 'admin' || room.leads),
    sendCue,
    startStep: (index: number) =>
      act(sendCue({ kind: 'step', stepIndex: index }), `${steps[index]?.name ?? 'Step'} started`),
    shiftAt: (nowMs: number) =>
      classShift({
        steps,
        startsAtMs: room.join?.startsAtMs ?? nowMs,
        startedAtMs,
        current: room.class.step,
        nowMs,
      }),
  };
}
