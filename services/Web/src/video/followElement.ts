import { followFrames } from './followFrames';
import { Standstill } from './standstill';

const checkEveryMs = 500;

/** What a player hears of its video element, and says of what it should do. */
export interface ElementListener {
  playing: () => void;
  /** It has nothing to show, though nobody paused or moved it. */
  waiting: () => void;
  /** @param isOver it has come to its end */
  pause: (isOver: boolean) => void;
  ended: () => void;
  error: () => void;
  /** Where its timeline begins and ends is known. */
  timeline: () => void;
  rate: (rate: number) => void;
  /** The place on the timeline, in seconds, of a frame that is shown. */
  frame: (seconds: number) => void;
  /** What happens now moves on, and the picture does not. */
  standsStill: () => void;
  hasFrames: () => boolean;
  /** The picture should move with what happens now. */
  shouldMove: () => boolean;
  edgeSeconds: () => number | null;
  /** Where the last of a stream that is over lies; null while more is to come. */
  endSeconds: () => number | null;
}

/** Follows a video element; returns how to stop. */
export function followElement(video: HTMLVideoElement, listener: ElementListener): () => void {
  const ended = new AbortController();
  const on = (event: string, handle: () => void) =>
    video.addEventListener(event, handle, { signal: ended.signal });
  on('playing', listener.playing);
  on('waiting', () => {
    if (!video.paused && !video.seeking) listener.waiting();
  });
  on('pause', () => listener.pause(video.ended));
  on('ended', listener.ended);
  on('error', listener.error);
  on('loadedmetadata', listener.timeline);
  on('ratechange', () => listener.rate(video.playbackRate));
  const standstill = new Standstill();
  const timer = setInterval(() => {
    const [edge, moves] = [listener.edgeSeconds(), listener.shouldMove()];
    if (standstill.check(performance.now(), video.currentTime, edge, moves)) listener.standsStill();
    else if (moves && standstill.isAtEnd(listener.endSeconds())) listener.ended();
  }, checkEveryMs);
  const stopFrames = followFrames(video, listener.hasFrames, listener.frame);
  return () => {
    ended.abort();
    clearInterval(timer);
    stopFrames();
  };
}
