// The HTTP wire of video and its recordings.
import type { StreamStatus } from '../contract/hub';

export interface Rendition {
  name: string;
  width: number;
  height: number;
  bandwidth: number;
  codecs: string;
}

export interface StreamState {
  sessionId: string;
  status: StreamStatus;
  revision: number;
  source?: 'browser' | 'rtmp' | 'http' | null;
  startedAtMs?: number | null;
  renditions: Rendition[];
  hasRecording: boolean;
  recording: RecordingState;
  offsetMs: number;
  rtmpServer?: string | null;
}

/** Where a session's video is; the right to see it travels in a cookie. */
export interface MediaAccess {
  live: string;
  audio?: string | null;
  dvr: string;
  replay?: string | null;
  token: string;
  expiresAtMs: number;
  renewAfterSeconds: number;
}

export interface StreamKey {
  keyId: string;
  key: string;
  rtmpServer?: string | null;
  rtmpUrl?: string | null;
  createdAt: string;
}

export interface StreamKeyRow {
  keyId: string;
  createdAt: string;
  lastUsedAt?: string | null;
  revokedAt?: string | null;
}

/** `recording` while the class is on, `finishing` until it can be watched. */
export type RecordingState = 'none' | 'recording' | 'finishing' | 'ready' | 'deleted' | 'expired';

export interface RecordingRow {
  sessionId: string;
  title: string;
  startedAtMs: number;
  seconds: number;
  bytes: number;
  expiresAtMs?: number | null;
  state: RecordingState;
}
