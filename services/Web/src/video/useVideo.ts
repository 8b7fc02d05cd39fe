import {
  type RefObject,
  useCallback,
  useEffect,
  useEffectEvent,
  useMemo,
  useReducer,
  useRef,
  useSyncExternalStore,
} from 'react';
import { flushSync } from 'react-dom';
import type { Cue } from '../contract/hub';
import { streaming } from '../api/endpoints';
import { serverNow } from '../clock/serverTime';
import type { Clock } from '../clock/clock';
import { useResource } from '../lib/useResource';
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

function openPlayer(
  sessionId: string,
  element: RefObject<HTMLVideoElement | null>,
  picture: PictureClock,
  server: Clock,
  playing: Playing,
): [VideoPlayer, close: () => void] | null {
  if (!element.current) return null;
  const created = new VideoPlayer(sessionId, element.current, picture, server, playing);
  const report = () => {
    const stalls = created.stalls.take();
    if (stalls.length === 0 || playing === 'replay') return;
    const latencyMs = picture.frameMs === null ? null : Math.round(server.now() - picture.frameMs);
    const rounded = stalls.map((stall) => ({
      atMs: Math.round(stall.atMs),
      durationMs: Math.round(stall.durationMs),
    }));
    void streaming
      .reportHealth(sessionId, { stalls: rounded, latencyMs })
      .catch(() => created.stalls.putBack(stalls));
  };
  const timer = setInterval(report, reportEveryMs);
  const close = () => {
    clearInterval(timer);
    report();
    created.dispose();
  };
  return [created, close];
}

/** Plays a session's video in an element for as long as both are there. */
export function useVideo(
  sessionId: string,
  element: RefObject<HTMLVideoElement | null>,
  picture: PictureClock,
  server: Clock,
  playing: Playing,
): { player: VideoPlayer | null; view: PlayerView | null } {
  const open = useCallback(
    () => openPlayer(sessionId, element, picture, server, playing),
    [sessionId, element, picture, server, playing],
  );
  const player = useResource(open);
  const view = useSyncExternalStore(player?.subscribe ?? never, player?.snapshot ?? (() => null));
  return { player, view };
}

export interface ShownClass extends ClassState {
  /** The log as far as the picture has come. */
  cues: readonly Cue[];
  /** Media time of the frame that a cue was shown at; null when it was shown without a picture. */
  shownAt: (cue: Cue) => number | null | undefined;
}

/**
 * The class as the picture has come to it: a cue is folded in on the first frame at or after its
 * moment.
 */
export function useShownClass(cues: readonly Cue[], picture: PictureClock): ShownClass {
  const [, redraw] = useReducer((count: number) => count + 1, 0);
  const shownUpTo = useRef<number | null>(null);
  const shownAt = useRef(new Map<string, number | null>());

  const onFrame = useEffectEvent(() => {
    // Drawn before the frame is painted, so that both are seen together.
    if (crossesCue(cues, shownUpTo.current, picture.shownUpToMs)) flushSync(redraw);
    else shownUpTo.current = picture.shownUpToMs;
  });
  useEffect(() => picture.onFrame(() => onFrame()), [picture]);

  // A picture that stops tells nobody: what it held back is shown then.
  useEffect(() => {
    const timer = setInterval(() => {
      if (picture.shownUpToMs === null && shownUpTo.current !== null) redraw();
    }, 500);
    return () => clearInterval(timer);
  }, [picture]);

  // The next frame compares with what was drawn last, and a cue stays at the frame on which it was
  // first drawn.
  /* eslint-disable react-hooks/refs -- what is drawn follows the frame, not React's state */
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
  /* eslint-enable react-hooks/refs */
  return { ...foldClass(due), cues: due, shownAt: (cue) => shownAt.current.get(nameOf(cue)) };
}
