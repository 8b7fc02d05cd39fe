const lookEveryMs = 50;

/**
 * Calls back with the place on the timeline of each frame that an element presents, before it is
 * painted. Sound alone has no frames, and some browsers do not tell of them: there the element's
 * own time is read now and then.
 */
export function followFrames(
  video: HTMLVideoElement,
  hasFrames: () => boolean,
  show: (seconds: number) => void,
): () => void {
  const tells = 'requestVideoFrameCallback' in video;
  let handle = 0;
  if (tells) {
    handle = video.requestVideoFrameCallback(function next(_, frame) {
      show(frame.mediaTime);
      handle = video.requestVideoFrameCallback(next);
    });
  }
  const timer = setInterval(() => {
    if (
      !video.paused &&
      video.readyState >= HTMLMediaElement.HAVE_FUTURE_DATA &&
      !(tells && hasFrames())
    )
      show(video.currentTime);
  }, lookEveryMs);
  return () => {
    clearInterval(timer);
    if (tells) video.cancelVideoFrameCallback(handle);
  };
}
