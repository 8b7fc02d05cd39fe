import { describe, expect, it } from 'vitest';
import { afterFailure } from './connectionFailure';

const refusal = (code: string, retryable = false) =>
  new Error(`HubException: ${JSON.stringify({ code, retryable, message: 'No.' })}`);

describe('a connection that failed', () => {
  it('is tried again when it was lost on the way', () => {
    expect(afterFailure(new Error('gone'), 0, false).connection).toBe('connecting');
    expect(afterFailure(new Error('gone'), 9, true).connection).toBe('lost');
  });

  it('waits for a room that is not open yet', () =>
    expect(afterFailure(refusal('room.not-open', true), 0, false)).toMatchObject({
      connection: 'waiting',
      problem: { code: 'room.not-open' },
    }));

  it('is tried a few times, without a word, when the class may have been planned just now', () => {
    expect(afterFailure(refusal('session.unknown'), 3, false)).toEqual({
      type: 'connection',
      connection: 'connecting',
    });
    expect(afterFailure(refusal('session.unknown'), 4, false).connection).toBe('refused');
  });

  it('is over once it was refused', () =>
    expect(afterFailure(refusal('member.removed'), 0, true)).toMatchObject({
      connection: 'refused',
      problem: { detail: 'No.' },
    }));
});
