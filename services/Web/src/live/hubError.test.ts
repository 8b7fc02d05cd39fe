import { describe, expect, it } from 'vitest';
import { crowdedDelay, moveDelay, reconnectDelay } from '../lib/backoff';
import { crowded, hubProblem, refusedStatus } from './hubError';

describe('connection', () => {
  it('reads a catalogued refusal', () => {
    const problem = hubProblem(
      new Error(
        "An unexpected error occurred invoking 'Join' on the server. HubException: " +
          '{"code":"room.not-open","retryable":true,"message":"The room opens at 06:15."}',
      ),
    );
    expect(problem).toMatchObject({
      code: 'room.not-open',
      retryable: true,
      detail: 'The room opens at 06:15.',
    });
    expect(hubProblem(new Error('socket went away')).code).toBe('connection.lost');
  });

  it(
    'understands why a connection was refused, whatever refused it, and does not come back ' +
      'hot',
    () => {
      const problem =
        '{"type":"urn:upperback:problem:connection.too-many","status":429,"detail":"Close a ' +
        'tab. Try again in 30 seconds.","code":"connection.too-many","retryable":true}';
      const refusals = [
        `Failed to complete negotiation with the server: Error: ${problem}: Status code '429'`,
        'Server returned an error on close: Connection closed with an error. HubException: ' +
          '{"code":"connection.too-many","retryable":true,"message":"Close a tab."}',
        'Failed to complete negotiation with the server: Error: <html>Too Many ' +
          "Requests</html>: Status code '429'",
      ].map((text) => hubProblem(new Error(text)));
      for (const refusal of refusals) {
        expect(refusal).toMatchObject({ code: 'connection.too-many', retryable: true });
        expect(crowded(refusal)).toContain('Close a tab');
      }
      expect(crowded(hubProblem(new Error('socket went away')))).toBeUndefined();
      expect(crowdedDelay(() => 0)).toBe(20_000);
      expect(crowdedDelay(() => 1)).toBe(30_000);
    },
  );

  it('waits longer each time, with a bound', () => {
    expect(reconnectDelay(0, () => 1)).toBe(800);
    expect(reconnectDelay(50, () => 1)).toBe(15_200);
    expect(reconnectDelay(50, () => 0)).toBe(200);
  });

  it('leaves a server that stops when it says, never all at once and never much later', () => {
    expect(moveDelay(1200, () => 0)).toBe(1200);
    expect(moveDelay(1200, () => 1)).toBe(1450);
    expect(moveDelay(-5, () => 0)).toBe(0);
    expect(moveDelay(9_000_000, () => 0)).toBe(60_000);
  });
});

describe('a refused connection', () => {
  it("has its status in the library's words", () => {
    expect(
      refusedStatus(
        new Error(
          "Failed to complete negotiation with the server: Error: Unauthorized: Status code '401'",
        ),
      ),
    ).toBe(401);
    expect(refusedStatus(new Error('The connection was stopped.'))).toBeNull();
  });
});
