import type { ServerClock } from '../clock/clock';
import { device } from '../lib/storage';
import { createStore, type Value } from '../lib/store';
import { StreamWorker } from './streamWorker';
import {
  type Devices,
  deviceProblem,
  listDevices,
  openBoth,
  openCamera,
  openMicrophone,
  unableToGoLive,
} from './capture';
import { type FromWorker, type Quality, qualities, type Report } from './messages';

export interface BroadcastState {
  /** `ready`: camera and microphone are open; `on`: this browser streams, see `report`. */
  phase: 'off' | 'opening' | 'ready' | 'on' | 'stopping';
  devices: Devices;
  camera: MediaStreamTrack | null;
  microphone: MediaStreamTrack | null;
  muted: boolean;
  quality: Quality;
  /** About a device or this browser, in words; null when all is well. */
  problem: string | null;
  report: Report | null;
  /** On the server's clock; null before the server has taken the stream in. */
  liveSinceMs: number | null;
  /** Why the last stream ended, if the server or the encoder ended it. */
  ended: string | null;
}

/** Settings that outlast the visit: the same room, the same camera. */
interface Remembered {
  cameraId?: string;
  microphoneId?: string;
  quality?: string;
}

const remembered = () => device.readJson<Remembered>('studio', {});

/** Camera, microphone and the worker that streams them, for as long as the console is on screen. */
export class Broadcaster {
  private readonly store: Value<BroadcastState>;
  readonly subscribe: Value<BroadcastState>['subscribe'];
  readonly snapshot: Value<BroadcastState>['read'];
  private worker: StreamWorker | null = null;
  private disposed = false;

  constructor(
    private readonly sessionId: string,
    private readonly clock: ServerClock,
  ) {
    this.store = createStore<BroadcastState>(() => ({
      phase: 'off',
      devices: { cameras: [], microphones: [] },
      camera: null,
      microphone: null,
      muted: false,
      quality: qualities.find((one) => one.id === remembered().quality) ?? qualities[1]!,
      problem: unableToGoLive(),
      report: null,
      liveSinceMs: null,
      ended: null,
    }));
    ({ subscribe: this.subscribe, read: this.snapshot } = this.store);
    navigator.mediaDevices?.addEventListener('devicechange', this.refreshDevices);
  }

  get state(): BroadcastState {
    return this.store.read();
  }

  /** Asks for camera and microphone and shows them; nothing is sent yet. */
  open = async (): Promise<void> => {
    const unable = unableToGoLive();
    if (unable) return this.set({ problem: unable });
    this.set({ phase: 'opening', problem: null, ended: null });
    try {
      const devices = await listDevices();
      if (devices.cameras.length === 0) throw new Error('No camera.');
      const { cameraId, microphoneId } = remembered();
      const known = (list: MediaDeviceInfo[], id: string | undefined) =>
        list.some((one) => one.deviceId === id) ? id : undefined;
      const tracks = await openBoth(
        devices,
        known(devices.cameras, cameraId),
        known(devices.microphones, microphoneId),
        this.state.quality,
      );
      if (this.disposed) return tracks.forEach((track) => track.stop());
      for (const track of tracks) this.watch(track);
      this.set({
        phase: 'ready',
        camera: tracks.find((track) => track.kind === 'video') ?? null,
        microphone: tracks.find((track) => track.kind === 'audio') ?? null,
      });
      await this.refreshDevices();
    } catch (error) {
      const noCamera = error instanceof Error && error.message === 'No camera.';
      this.set({
        phase: 'off',
        problem: noCamera
          ? 'No camera was found. Connect one and try again, or stream with OBS.'
          : deviceProblem(error, 'camera and microphone'),
      });
    }
  };

  /** Lets go of camera and microphone. */
  close = (): void => {
    this.state.camera?.stop();
    this.state.microphone?.stop();
    this.set({ phase: 'off', camera: null, microphone: null, report: null });
  };

  chooseCamera = async (deviceId: string): Promise<void> => {
    // Most cameras can be open once only, so the old one goes first.
    this.state.camera?.stop();
    try {
      const camera = this.watch(await openCamera(deviceId, this.state.quality));
      this.set({ camera, problem: null });
      this.remember({ cameraId: deviceId });
      this.worker?.sendCamera(camera);
    } catch (error) {
      this.set({ problem: deviceProblem(error, 'camera') });
    }
  };

  chooseMicrophone = async (deviceId: string): Promise<void> => {
    this.state.microphone?.stop();
    try {
      const microphone = this.watch(await openMicrophone(deviceId));
      microphone.enabled = !this.state.muted;
      this.set({ microphone, problem: null });
      this.remember({ microphoneId: deviceId });
      this.worker?.sendMicrophone(microphone);
    } catch (error) {
      this.set({ problem: deviceProblem(error, 'microphone') });
    }
  };

  chooseQuality = async (quality: Quality): Promise<void> => {
    this.set({ quality });
    this.remember({ quality: quality.id });
    this.worker?.post({ type: 'quality', quality });
    // A camera that is already open at a smaller size must be asked for more.
    const { camera } = this.state;
    await camera
      ?.applyConstraints({
        width: { ideal: Math.round((quality.shortSide * 16) / 9) },
        height: { ideal: quality.shortSide },
        frameRate: { ideal: 30 },
      })
      .catch(() => undefined);
  };

  mute = (muted: boolean): void => {
    if (this.state.microphone) this.state.microphone.enabled = !muted;
    this.set({ muted });
  };

  goLive = (): void => {
    const { camera, microphone, quality } = this.state;
    if (!camera || this.worker) return;
    this.worker = new StreamWorker(this.sessionId, this.clock, (message) => this.hear(message));
    this.worker.start(quality, microphone !== null);
    this.worker.sendCamera(camera);
    if (microphone) this.worker.sendMicrophone(microphone);
    window.addEventListener('beforeunload', this.askBeforeLeaving);
    this.set({ phase: 'on', report: null, liveSinceMs: null, ended: null });
  };

  /** Ends the stream for everybody, gracefully; settles once the worker is done. */
  stop = async (): Promise<void> => {
    if (this.state.phase !== 'on') return;
    this.set({ phase: 'stopping' });
    this.worker?.post({ type: 'stop' });
    await new Promise<void>((resolve) => {
      const unsubscribe = this.subscribe(() => {
        if (this.state.phase === 'stopping') return;
        unsubscribe();
        resolve();
      });
    });
  };

  /**
   * Lets go of everything. A stream that still runs is interrupted, not ended: its instructor may
   * come back.
   */
  dispose(): void {
    this.disposed = true;
    navigator.mediaDevices?.removeEventListener('devicechange', this.refreshDevices);
    this.drop();
    this.close();
  }

  private hear(message: FromWorker): void {
    if (message.type === 'report') {
      const liveSinceMs =
        this.state.liveSinceMs ?? (message.report.state === 'live' ? this.clock.now() : null);
      this.set({ report: message.report, liveSinceMs });
      this.worker?.tellClock();
      return;
    }
    this.drop();
    this.mute(false);
    this.set({
      phase: this.state.camera ? 'ready' : 'off',
      report: null,
      ended: message.code === null ? null : message.message,
    });
  }

  private drop(): void {
    this.worker?.terminate();
    this.worker = null;
    window.removeEventListener('beforeunload', this.askBeforeLeaving);
  }

  private watch(track: MediaStreamTrack): MediaStreamTrack {
    track.addEventListener('ended', () => {
      if (track === this.state.camera)
        this.set({
          problem: 'The camera was disconnected. Connect it again or choose another one.',
        });
      if (track === this.state.microphone)
        this.set({
          problem: 'The microphone was disconnected. Connect it again or choose another one.',
        });
    });
    return track;
  }

  private readonly refreshDevices = async () => {
    if (this.state.phase !== 'off') this.set({ devices: await listDevices() });
  };

  private readonly askBeforeLeaving = (event: BeforeUnloadEvent) => event.preventDefault();

  private remember(change: Remembered): void {
    device.writeJson('studio', { ...remembered(), ...change });
  }

  private set(change: Partial<BroadcastState>): void {
    this.store.set({ ...this.state, ...change });
  }
}
