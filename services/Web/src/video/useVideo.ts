import {
  type RefObject,
  useEffect,
  useMemo,
  useReducer,
  useRef,
  useState,
  useSyncExternalStore,
} from 'react';
import { flushSync } from 'react-dom';
import type { Cue } from '../contract/hub';
import { streaming } from '../api/endpoints';
import { serverNow } from '../clock/serverTime';
import type { Clock } from '../clock/clock';
import { type ClassState, foldClass } from '../live/cueLog';
import { crossesCue, dueCues } from './cueGate';
import { PictureClock } from './pictureClock';
import type { PlayerView, Playing } from './playerView';
import { VideoPlayer } from './videoPlayer';

const reportEveryMs = 30_000;
const never = () => () => undefined;
const nameOf = (cue: Cue) => `${cue.epoch}:${cue.offset}`;

/** One clock for the picture of a room, over the server's clock; null for a recording. */
export function usePictureClock(server: Clock | undefined | null): PictureClock {
  return useMemo(
    () => new PictureClock(server === undefined ? { now: serverNow } : server),
    [server],
  );
}

/** Plays a session's video in an element for as long as both are there. */
export function useVideo(
  sessionId: string,
  element: RefObject<HTMLVideoElement | null>,
  picture: PictureClock,
  server: Clock,
  playing: Playing,
): { player: VideoPlayer | null; view: PlayerView | null } {
  const [player, setPlayer] = useState<VideoPlayer | null>(null);
  useEffect(() => {
    if (!element.current) return;
    const created = new VideoPlayer(sessionId, element.current, picture, server, playing);
    setPlayer(created);
    const report = () => {
      const stalls = created.stalls.take();
      if (stalls.length === 0 || playing === 'replay') return;
      const latencyMs =
        picture.frameMs === null ? null : Math.round(server.now() - picture.frameMs);
      const rounded = stalls.map((stall) => ({
        atMs: Math.round(stall.atMs),
        durationMs: Math.round(stall.durationMs),
      }));
      void streaming
        .reportHealth(sessionId, { stalls: rounded, latencyMs })
        .catch(() => created.stalls.putBack(stalls));
    };
    const timer = setInterval(report, reportEveryMs);
    return () => {
      clearInterval(timer);
      report();
      created.dispose();
      setPlayer(null);
    };
  }, [sessionId, element, picture, server, playing]);
  const view = useSyncExternalStore(player?.subscribe ?? never, player?.snapshot ?? (() => null));
  return { player, view };
}

export interface ShownClass extends ClassState {
  /** The log as far as the picture has come. */
  cues: readonly Cue[];
  /** Media time of the frame that a cue was shown at; null when it was shown without a picture. */
  shownAt: (cue: Cue) => number | null | undefined;
}

/** The class as the picture has come to it: a cue is folded in on the first frame at or after its moment. */
export function useShownClass(cues: readonly Cue[], picture: PictureClock): ShownClass {
  const [, redraw] = useReducer((count: number) => count + 1, 0);
  const latest = useRef(cues);
  latest.current = cues;
  const shownUpTo = useRef<number | null>(null);
  const shownAt = useRef(new Map<string, number | null>());

  useEffect(
    () =>
      picture.onFrame(() => {
        // Drawn before the frame is painted, so that both are seen together.
        if (crossesCue(latest.current, shownUpTo.current, picture.shownUpToMs)) flushSync(redraw);
        else shownUpTo.current = picture.shownUpToMs;
      }),
    [picture],
  );

  // A picture that stops tells nobody: what it held back is shown then.
  useEffect(() => {
    const timer = setInterval(() => {
      if (picture.shownUpToMs === null && shownUpTo.current !== null) redraw();
    }, 500);
    return () => clearInterval(timer);
  }, [picture]);

  const upTo = picture.shownUpToMs;
  shownUpTo.current = upTo;
  const due = dueCues(cues, upTo);
  // Whoever goes back sees a cue again, on its frame again.
  shownAt.current = new Map(
    due.map((cue) => [
      nameOf(cue),
      shownAt.current.has(nameOf(cue)) ? (shownAt.current.get(nameOf(cue)) ?? null) : upTo,
    ]),
  );
  return { ...foldClass(due), cues: due, shownAt: (cue) => shownAt.current.get(nameOf(cue)) };
}
