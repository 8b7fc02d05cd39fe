/** The first words of who shares. */
export interface MirrorShare {
  type: 'share';
  publicKey: string;
  ofAge: boolean;
}

/** The first words of who watches. */
export interface MirrorWatch {
  type: 'watch';
  publicKey: string;
}

export type MirrorClientMessage =
  | MirrorShare
  | MirrorWatch
  | { type: 'pause'; paused: boolean }
  | { type: 'key'; leader: string; keyId: number; wrapped: string }
  | { type: 'look'; tile: number; on: boolean }
  | { type: 'needKeyFrame'; tile: number; kind: number }
  | { type: 'split'; on: boolean }
  | { type: 'ping'; atMs: number };

export interface MirrorPictureSettings {
  width: number;
  height: number;
  framesPerSecond: number;
  kbps: number;
}

export interface MirrorSettings {
  tile: MirrorPictureSettings;
  lookIn: MirrorPictureSettings;
}

export interface MirrorLeader {
  id: string;
  memberId: string;
  displayName: string;
  publicKey: string;
  splits: boolean;
  looksAt: number | null;
}

export interface MirrorLooker {
  memberId: string;
  displayName: string;
}

export interface MirrorTile {
  tile: number;
  memberId: string;
  displayName: string;
  publicKey: string;
  paused: boolean;
  sinceMs: number;
  lastLookAtMs: number | null;
}

export interface MirrorEnded {
  type: 'ended';
  code: string;
  message: string;
  retryable: boolean;
}

export type MirrorServerMessage =
  | { type: 'sharing'; settings: MirrorSettings }
  | { type: 'watching'; id: string; settings: MirrorSettings }
  | { type: 'leaders'; leaders: MirrorLeader[] }
  | { type: 'lookers'; lookers: MirrorLooker[] }
  | { type: 'tiles'; tiles: MirrorTile[] }
  | { type: 'key'; tile: number; keyId: number; wrapped: string }
  | { type: 'needKeyFrame'; kind: number }
  | MirrorEnded
  | { type: 'pong'; atMs: number; serverMs: number };
