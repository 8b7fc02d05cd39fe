import type { Pcm } from './pcm';

export interface Quality {
  id: string;
  name: string;
  /** Pixels of the shorter side at most; smaller pictures stay as they are. */
  shortSide: number;
  /** Bits a second. */
  bitrate: number;
}

export const qualities: readonly Quality[] = [
  { id: '480p', name: '480p · 1 Mbit/s', shortSide: 480, bitrate: 1_000_000 },
  { id: '720p', name: '720p · 2 Mbit/s', shortSide: 720, bitrate: 2_000_000 },
  { id: '1080p', name: '1080p · 4 Mbit/s', shortSide: 1080, bitrate: 4_000_000 },
];

export const framesPerSecond = 30;

/** From the page to the worker that encodes and sends. */
export type ToWorker =
  | { type: 'start'; url: string; probeUrl: string; page: string; quality: Quality; sound: boolean }
  /** The page's clock now, and what to add to it for the server's clock. */
  | { type: 'clock'; pageNowMs: number; serverOffsetMs: number }
  /** Another camera or microphone; the old one's frames stop. */
  | { type: 'camera'; frames: ReadableStream<VideoFrame> }
  | { type: 'microphone'; sound: ReadableStream<AudioData> }
  /**
   * Where a browser cannot hand over streams: one frame, one piece of sound, with stamps of one
   * clock each.
   */
  | { type: 'frame'; frame: VideoFrame }
  | { type: 'samples'; pcm: Pcm; sampleRate: number; stampMs: number }
  | { type: 'quality'; quality: Quality }
  | { type: 'stop' };

export type IngestState = 'connecting' | 'live' | 'reconnecting' | 'ended';

/** About once a second, and whenever the state changes. */
export interface Report {
  state: IngestState;
  /** Of the last second. */
  bitsPerSecond: number;
  framesPerSecond: number;
  /** What the camera delivers, whether it is sent or not. */
  capturedPerSecond: number;
  /** Share of the chosen bitrate that is used; below 1 on a poor connection. */
  bitrateShare: number;
  /** Media time that the server has not acknowledged. */
  backlogMs: number;
  /** Frames left out since the beginning, for the connection or because encoding was too slow. */
  dropped: number;
  take: number;
  width: number;
  height: number;
  codec: string;
  /** How the sound is encoded, or why there is none. */
  sound: 'none' | 'opening' | 'native' | 'wasm' | 'failed';
}

export type FromWorker =
  | { type: 'report'; report: Report }
  /** It is over; `code` is null when the page asked for it. */
  | { type: 'ended'; code: string | null; message: string };
