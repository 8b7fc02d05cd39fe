import type { ToWorker } from './messages';
import type { Pcm } from './pcm';

/** Chromium's way to the raw frames of a track; other browsers have none on a page. */
declare const MediaStreamTrackProcessor:
  { new (init: { track: MediaStreamTrack }): { readable: ReadableStream } } | undefined;

type Post = (message: ToWorker, transfer: Transferable[]) => void;

const hasProcessor = () => typeof MediaStreamTrackProcessor !== 'undefined';

/** True when the picture stands still while the page is hidden. */
export const needsVisiblePage = () => !hasProcessor();

/** Sends the camera's frames to the worker; returns how to stop. */
export function readCamera(track: MediaStreamTrack, post: Post): () => void {
  if (hasProcessor()) {
    const { readable } = new MediaStreamTrackProcessor!({ track });
    post({ type: 'camera', frames: readable as ReadableStream<VideoFrame> }, [readable]);
    return () => undefined;
  }
  const video = document.createElement('video');
  video.muted = true;
  video.playsInline = true;
  video.srcObject = new MediaStream([track]);
  void video.play();
  let stopped = false;
  const take = (nowMs: number, metadata: VideoFrameCallbackMetadata) => {
    if (stopped) return;
    const frame = new VideoFrame(video, {
      timestamp: Math.round((metadata.captureTime ?? nowMs) * 1000),
    });
    post({ type: 'frame', frame }, [frame]);
    video.requestVideoFrameCallback(take);
  };
  video.requestVideoFrameCallback(take);
  return () => {
    stopped = true;
    video.srcObject = null;
  };
}

/** Sends the microphone's sound to the worker; returns how to stop. */
export function readMicrophone(track: MediaStreamTrack, post: Post): () => void {
  if (hasProcessor()) {
    const { readable } = new MediaStreamTrackProcessor!({ track });
    post({ type: 'microphone', sound: readable as ReadableStream<AudioData> }, [readable]);
    return () => undefined;
  }
  const context = new AudioContext();
  const connect = async () => {
    await context.audioWorklet.addModule(new URL('./pcmWorklet.js', import.meta.url));
    const node = new AudioWorkletNode(context, 'pcm', { numberOfOutputs: 0 });
    node.port.onmessage = (
      event: MessageEvent<{ pcm: Pcm; sampleRate: number; stampMs: number }>,
    ) =>
      post(
        { type: 'samples', ...event.data },
        event.data.pcm.map((plane) => plane.buffer),
      );
    context.createMediaStreamSource(new MediaStream([track])).connect(node);
    await context.resume();
  };
  void connect();
  return () => void context.close();
}
