import { afterEach, describe, expect, it, vi } from 'vitest';
import { http } from './http';

const answers = (...steps: (Response | Error)[]) => {
  const keys: (string | undefined)[] = [];
  vi.stubGlobal('fetch', (_path: string, init: RequestInit) => {
    keys.push((init.headers as Record<string, string>)['Idempotency-Key']);
    const step = steps.shift()!;
    return step instanceof Error ? Promise.reject(step) : Promise.resolve(step);
  });
  return keys;
};

describe('a POST that makes something', () => {
  afterEach(() => vi.unstubAllGlobals());

  it('is sent again with its key when its answer was lost', async () => {
    const keys = answers(new TypeError('lost'), new Response('{"status":"booked"}', { status: 201 }));
    await expect(http.make('/api/scheduling/sessions/1/booking')).resolves.toEqual({ status: 'booked' });
    expect(keys).toHaveLength(2);
    expect(keys[0]).toMatch(/^[0-9a-f]{32}$/);
    expect(keys[1]).toBe(keys[0]);
  });

  it('is not sent again once it was answered, and the next has a key of its own', async () => {
    const keys = answers(new Response('{"code":"session.closed"}', { status: 409 }), new Response('{}', { status: 201 }));
    await expect(http.make('/a')).rejects.toMatchObject({ code: 'session.closed' });
    await http.make('/a');
    expect(new Set(keys).size).toBe(2);
  });

  it('gives up after the second loss', async () => {
    answers(new TypeError('lost'), new TypeError('lost'));
    await expect(http.make('/a')).rejects.toMatchObject({ code: 'network.unreachable' });
  });
});

describe('a refusal', () => {
  afterEach(() => vi.unstubAllGlobals());

  it('goes to the fields of a form only where people can mend it', async () => {
    const refusal = (code: string) => new Response(JSON.stringify({ code, detail: 'Check it.', errors: { DisplayName: ['Tell us your name.'] } }), { status: 400 });
    answers(refusal('request.invalid'), refusal('request.malformed'));
    await expect(http.get('/a')).rejects.toMatchObject({ detail: 'Check it.', errors: { displayName: ['Tell us your name.'] } });
    await expect(http.get('/a')).rejects.toMatchObject({ detail: 'Check it.', errors: {} });
  });
});
