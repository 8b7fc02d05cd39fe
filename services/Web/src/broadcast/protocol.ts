/** The ingest's wire, both ways: pure, so that tests pin every byte. */
export interface VideoFormat {
  width: number;
  height: number;
  /** AVCDecoderConfigurationRecord. */
  description: Uint8Array;
}

export interface AudioFormat {
  sampleRate: number;
  channels: number;
  /** AudioSpecificConfig. */
  description: Uint8Array;
}

export interface Chunk {
  kind: 'video' | 'audio';
  isKey: boolean;
  /** Microseconds since the take began. */
  mediaUs: number;
  /** Microseconds; 0 when unknown. */
  durationUs: number;
  /** NAL units with 4-byte lengths, or one raw AAC frame. */
  payload: Uint8Array;
}

export type ServerMessage =
  | { type: 'accepted'; take: number }
  | { type: 'ack'; mediaUs: number }
  | { type: 'end'; code: string; message: string };

const base64 = (bytes: Uint8Array) => btoa(String.fromCharCode(...bytes));

export function formatMessage(video: VideoFormat | null, audio: AudioFormat | null): string {
  return JSON.stringify({
    type: 'format',
    video: video && {
      width: video.width,
      height: video.height,
      description: base64(video.description),
    },
    audio: audio && {
      sampleRate: audio.sampleRate,
      channels: audio.channels,
      description: base64(audio.description),
    },
  });
}

/** Media time `mediaUs` was captured at `capturedAtMs` on the server's clock. */
export function anchorMessage(mediaUs: number, capturedAtMs: number): string {
  return JSON.stringify({
    type: 'anchor',
    mediaUs: Math.round(mediaUs),
    capturedAtMs: Math.round(capturedAtMs * 1000) / 1000,
  });
}

export const stopMessage = JSON.stringify({ type: 'stop' });

const headerBytes = 16;

export function chunkMessage(chunk: Chunk): Uint8Array<ArrayBuffer> {
  const message = new Uint8Array(headerBytes + chunk.payload.byteLength);
  const view = new DataView(message.buffer);
  view.setUint8(0, chunk.kind === 'video' ? 1 : 2);
  view.setUint8(1, chunk.isKey ? 1 : 0);
  view.setBigInt64(4, BigInt(Math.round(chunk.mediaUs)));
  view.setUint32(12, Math.round(chunk.durationUs));
  message.set(chunk.payload, headerBytes);
  return message;
}

/** Null for what this client does not know: a later server may say more. */
export function readServerMessage(text: string): ServerMessage | null {
  let value: Record<string, unknown> | null;
  try {
    value = JSON.parse(text) as Record<string, unknown> | null;
  } catch {
    return null;
  }
  switch (value?.type) {
    case 'accepted':
      return typeof value.take === 'number' ? { type: 'accepted', take: value.take } : null;
    case 'ack':
      return typeof value.mediaUs === 'number' ? { type: 'ack', mediaUs: value.mediaUs } : null;
    case 'end':
      return {
        type: 'end',
        code: String(value.code ?? ''),
        message: String(value.message ?? 'The server ended the stream.'),
      };
    default:
      return null;
  }
}
