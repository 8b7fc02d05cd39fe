import { describe, expect, it } from 'vitest';
import {
  anchorMessage,
  chunkMessage,
  formatMessage,
  readServerMessage,
  stopMessage,
} from './protocol';

const hex = (bytes: Uint8Array) =>
  [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join(' ');

describe('ingest wire', () => {
  it('says what follows', () => {
    const video = { width: 1280, height: 720, description: Uint8Array.of(1, 0x42, 0xe0, 0x1f) };
    const audio = { sampleRate: 48_000, channels: 2, description: Uint8Array.of(0x11, 0x90) };
    expect(formatMessage(video, audio)).toBe(
      '{"type":"format","video":{"width":1280,"height":720,"description":"AULgHw=="},' +
        '"audio":{"sampleRate":48000,"channels":2,"description":"EZA="}}',
    );
    expect(formatMessage(video, null)).toBe(
      '{"type":"format","video":{"width":1280,"height":720,"description":"AULgHw=="},"audio":null}',
    );
  });

  it('anchors media time to the server’s clock', () =>
    expect(anchorMessage(5_000_000.4, 1_764_160_000_123.4567)).toBe(
      '{"type":"anchor","mediaUs":5000000,"capturedAtMs":1764160000123.457}',
    ));

  it('says that it is done', () => expect(stopMessage).toBe('{"type":"stop"}'));

  it('writes a key frame', () =>
    expect(
      hex(
        chunkMessage({
          kind: 'video',
          isKey: true,
          mediaUs: 2_000_000,
          durationUs: 33_333,
          payload: Uint8Array.of(0, 0, 0, 1, 0x65),
        }),
      ),
    ).toBe('01 01 00 00 00 00 00 00 00 1e 84 80 00 00 82 35 00 00 00 01 65'));

  it('writes sound, and times beyond 32 bits', () =>
    expect(
      hex(
        chunkMessage({
          kind: 'audio',
          isKey: false,
          mediaUs: 3_600_000_000 * 2,
          durationUs: 0,
          payload: Uint8Array.of(0xff),
        }),
      ),
    ).toBe('02 00 00 00 00 00 00 01 ad 27 48 00 00 00 00 00 ff'));

  it('reads the server', () => {
    expect(readServerMessage('{"type":"accepted","take":3}')).toEqual({
      type: 'accepted',
      take: 3,
    });
    expect(readServerMessage('{"type":"ack","mediaUs":1966667}')).toEqual({
      type: 'ack',
      mediaUs: 1_966_667,
    });
    expect(
      readServerMessage(
        '{"type":"end","code":"stream.replaced","message":"Video now comes from OBS."}',
      ),
    ).toEqual({ type: 'end', code: 'stream.replaced', message: 'Video now comes from OBS.' });
  });

  it('ignores what it does not know', () => {
    for (const text of ['', 'null', '7', '{"type":"later"}', '{"type":"ack"}', '{'])
      expect(readServerMessage(text)).toBeNull();
  });
});
