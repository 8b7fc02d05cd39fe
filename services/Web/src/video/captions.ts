import { type RefObject, useEffect, useRef } from 'react';
import type { Cue, RunSheetStep } from '../contract/hub';

/**
 * A caption stands until the next one, at most and at least so long; captions of one moment stand
 * together. services/Live/Cues/Captions.cs writes the same.
 */
export const longestMs = 6_000;
export const shortestMs = 1_500;

export interface Caption {
  key: string;
  fromMs: number;
  untilMs: number;
  /** What people read; not escaped. */
  text: string;
}

function textsOf({ content }: Cue, steps: readonly RunSheetStep[]): string {
  const step = content.kind === 'step' ? steps[content.stepIndex ?? -1]?.name : undefined;
  return [step, content.text]
    .flatMap((words) => words?.split(/[\r\n]+/) ?? [])
    .map((line) => line.trim())
    .filter(Boolean)
    .join('\n');
}

/** The cues as captions, in media time. */
export function captionsOf(cues: readonly Cue[], steps: readonly RunSheetStep[]): Caption[] {
  const shown = cues
    .map((cue) => ({
      key: `${cue.epoch}:${cue.offset}`,
      fromMs: cue.mediaAtMs,
      offset: cue.offset,
      text: textsOf(cue, steps),
    }))
    .filter((caption) => caption.text !== '')
    .sort((a, b) => a.fromMs - b.fromMs || a.offset - b.offset);
  return shown.map(({ key, fromMs, text }, index) => {
    const next = shown.slice(index + 1).find((later) => later.fromMs > fromMs)?.fromMs ?? Infinity;
    return {
      key,
      fromMs,
      untilMs: Math.min(fromMs + longestMs, Math.max(fromMs + shortestMs, next)),
      text,
    };
  });
}

/** A caption's text is markup: what looks like it is meant as it is written. */
export const escaped = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

const tracks = new WeakMap<HTMLVideoElement, TextTrack>();

/** An element keeps a track for good once it has one, so it gets one only. */
function trackOf(video: HTMLVideoElement): TextTrack {
  let track = tracks.get(video);
  if (!track) {
    track = video.addTextTrack('captions', 'Cues', 'en');
    tracks.set(video, track);
  }
  return track;
}

/**
 * Shows cues as captions in the picture, which go along into full screen and picture in picture.
 * `nowMs` says the media time on screen.
 */
export function useCaptions(
  element: RefObject<HTMLVideoElement | null>,
  captions: readonly Caption[],
  nowMs: () => number,
  on: boolean,
): void {
  const placed = useRef(new Map<string, { cue: VTTCue; leastUntil: number }>());
  useEffect(() => {
    if (element.current) trackOf(element.current).mode = on ? 'showing' : 'hidden';
  }, [element, on]);
  useEffect(() => {
    const video = element.current;
    if (!video) return;
    const track = trackOf(video);
    const now = nowMs();
    const at = video.currentTime;
    const wanted = new Map(captions.map((caption) => [caption.key, caption]));
    for (const [key, { cue }] of placed.current) {
      // Read, or the viewer went back before it, or to another place in the class.
      if (wanted.has(key) && cue.endTime > at && cue.startTime <= at + 1) continue;
      track.removeCue(cue);
      placed.current.delete(key);
    }
    for (const { key, fromMs, untilMs, text } of captions) {
      let here = placed.current.get(key);
      if (!here) {
        if (untilMs <= now) continue;
        here = {
          cue: new VTTCue(
            Math.max(0, at - (now - fromMs) / 1000 - 0.05),
            at + longestMs / 1000,
            escaped(text),
          ),
          leastUntil: at + shortestMs / 1000,
        };
        track.addCue(here.cue);
        placed.current.set(key, here);
      }
      // The next one may have come meanwhile.
      here.cue.endTime = Math.max(here.leastUntil, at + (untilMs - now) / 1000);
    }
  });
}
