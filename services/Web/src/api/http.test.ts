import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ApiProblem, http, patiently } from './http';

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
    const keys = answers(
      new TypeError('lost'),
      new Response('{"status":"booked"}', { status: 201 }),
    );
    await expect(http.postIdempotent('/api/scheduling/sessions/1/booking')).resolves.toEqual({
      status: 'booked',
    });
    expect(keys).toHaveLength(2);
    expect(keys[0]).toMatch(/^[0-9a-f]{32}$/);
    expect(keys[1]).toBe(keys[0]);
  });

  it('is not sent again once it was answered, and the next has a key of its own', async () => {
    const keys = answers(
      new Response('{"code":"session.closed"}', { status: 409 }),
      new Response('{}', { status: 201 }),
    );
    await expect(http.postIdempotent('/a')).rejects.toMatchObject({ code: 'session.closed' });
    await http.postIdempotent('/a');
    expect(new Set(keys).size).toBe(2);
  });

  it('gives up after the second loss', async () => {
    answers(new TypeError('lost'), new TypeError('lost'));
    await expect(http.postIdempotent('/a')).rejects.toMatchObject({ code: 'network.unreachable' });
  });
});

const tooFast = (retryAfter?: string) =>
  new Response(
    '{"code":"rate.limited","detail":"That was a little fast. Try again in 2 ' +
      'seconds.","retryable":true}',
    {
      status: 429,
      headers: retryAfter === undefined ? {} : { 'Retry-After': retryAfter },
    },
  );

describe('when the server was asked too fast', () => {
  beforeEach(() => vi.useFakeTimers());
  afterEach(() => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });

  it('a page loads once the server said it may, and not before', async () => {
    const asked = answers(tooFast('2'), new Response('{"ok":true}'));
    const page = http.get('/a');
    await vi.advanceTimersByTimeAsync(1_900);
    expect(asked).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(1_200);
    await expect(page).resolves.toEqual({ ok: true });
  });

  it('it is said with the time to wait, when that is long or comes again and again', async () => {
    answers(tooFast('60'));
    await expect(http.get('/a')).rejects.toMatchObject({
      status: 429,
      retryAfterMs: 60_000,
      retryable: true,
      detail: 'That was a little fast. Try again in 2 seconds.',
    });

    const asked = answers(tooFast('1'), tooFast('1'), tooFast('1'), new Response('{}'));
    const refused = expect(http.get('/a')).rejects.toMatchObject({ code: 'rate.limited' });
    await vi.advanceTimersByTimeAsync(10_000);
    await refused;
    expect(asked).toHaveLength(3);
  });

  it('what a proxy answers without a word of ours is a problem of ours all the same', async () => {
    answers(new Response('<html>', { status: 429 }));
    await expect(http.get('/a')).rejects.toMatchObject({
      code: 'rate.limited',
      retryable: true,
      detail: 'That was a little fast. Try again in a moment.',
    });
  });

  it('a page that is left does not ask again, and other problems are not waited out', async () => {
    const left = new AbortController();
    const asked = answers(tooFast('2'), new Response('{}'));
    const page = expect(http.get('/a', left.signal)).rejects.toMatchObject({ name: 'AbortError' });
    await vi.advanceTimersByTimeAsync(100);
    left.abort();
    await page;
    expect(asked).toHaveLength(1);

    const wrong = vi.fn(() =>
      Promise.reject(new ApiProblem(401, 'account.bad-credentials', '', '', false)),
    );
    await expect(patiently(wrong)).rejects.toMatchObject({ code: 'account.bad-credentials' });
    expect(wrong).toHaveBeenCalledTimes(1);
  });
});

describe('a refusal', () => {
  afterEach(() => vi.unstubAllGlobals());

  it('goes to the fields of a form only where people can mend it', async () => {
    const refusal = (code: string) =>
      new Response(
        JSON.stringify({
          code,
          detail: 'Check it.',
          errors: { DisplayName: ['Tell us your name.'] },
        }),
        { status: 400 },
      );
    answers(refusal('request.invalid'), refusal('request.malformed'));
    await expect(http.get('/a')).rejects.toMatchObject({
      detail: 'Check it.',
      errors: { displayName: ['Tell us your name.'] },
    });
    await expect(http.get('/a')).rejects.toMatchObject({ detail: 'Check it.', errors: {} });
  });
});
