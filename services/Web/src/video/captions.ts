import { useEffect } from 'react';
import type { Cue } from '../api/contract';

const shownSeconds = 6;
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

/** Shows the newest cue as a caption in the picture, which goes along into full screen and picture in picture. */
export function useCaptions(video: HTMLVideoElement | null, cue: Cue | undefined, on: boolean): void {
  useEffect(() => {
    if (video) trackOf(video).mode = on ? 'showing' : 'hidden';
  }, [video, on]);
  useEffect(() => {
    if (!video || !cue?.content.text) return;
    const track = trackOf(video);
    for (const old of [...(track.cues ?? [])]) track.removeCue(old);
    track.addCue(new VTTCue(Math.max(0, video.currentTime - 0.05), video.currentTime + shownSeconds, cue.content.text));
  }, [video, cue]);
}
