import type { ServerClock } from '../clock/clock';
import type { FromWorker, Quality, ToWorker } from './messages';
import { readCamera, readMicrophone } from './trackReaders';

/** The worker that streams, with the tracks that it reads and the clocks that it goes by. */
export class StreamWorker {
  private readonly worker: Worker;
  private timer: ReturnType<typeof setInterval> | undefined;
  private stopCamera = () => {};
  private stopMicrophone = () => {};

  constructor(
    private readonly sessionId: string,
    private readonly clock: ServerClock,
    hear: (message: FromWorker) => void,
  ) {
    this.worker = new Worker(new URL('./broadcast.worker.ts', import.meta.url), { type: 'module' });
    this.worker.onmessage = (event: MessageEvent<FromWorker>) => hear(event.data);
    this.worker.onerror = () =>
      hear({
        type: 'ended',
        code: 'client.worker',
        message: 'Streaming failed on this page. Reload it and go live again.',
      });
  }

  start(quality: Quality, sound: boolean): void {
    const { origin } = window.location;
    const path = `/api/streaming/sessions/${this.sessionId}/ingest`;
    this.post({
      type: 'start',
      url: `${origin.replace(/^http/, 'ws')}${path}`,
      probeUrl: path,
      page: origin,
      quality,
      sound,
    });
    // The first messages wait until the worker is loaded; only prompt ones tell how the two clocks
    // stand.
    for (const afterMs of [0, 100, 200, 300, 400, 500]) setTimeout(this.tellClock, afterMs);
    this.timer = setInterval(this.tellClock, 1000);
  }

  sendCamera(track: MediaStreamTrack): void {
    this.stopCamera();
    this.stopCamera = readCamera(track, this.post);
  }

  sendMicrophone(track: MediaStreamTrack): void {
    this.stopMicrophone();
    this.stopMicrophone = readMicrophone(track, this.post);
  }

  readonly post = (message: ToWorker, transfer: Transferable[] = []): void =>
    this.worker.postMessage(message, transfer);

  readonly tellClock = (): void => {
    if (this.clock.synchronised)
      this.post({
        type: 'clock',
        pageNowMs: this.clock.localNow(),
        serverOffsetMs: this.clock.offsetMs,
      });
  };

  terminate(): void {
    clearInterval(this.timer);
    this.stopCamera();
    this.stopMicrophone();
    this.worker.terminate();
  }
}
