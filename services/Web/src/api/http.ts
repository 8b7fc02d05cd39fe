import { serverTime } from '../clock/serverTime';

/**
 * A refusal or failure, in words that can be shown to people. Made from an RFC 9457 problem when
 * there is one.
 */
export class ApiProblem extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    readonly title: string,
    readonly detail: string,
    readonly retryable: boolean,
    readonly errors: Record<string, string[]> = {},
    /** When the server said to try again; undefined when it did not. */
    readonly retryAfterMs?: number,
  ) {
    super(detail);
    this.name = 'ApiProblem';
  }
}

interface ProblemBody {
  title?: string;
  detail?: string;
  code?: string;
  retryable?: boolean;
  errors?: Record<string, string[]>;
}

type Listener = () => void;
const signedOutListeners = new Set<Listener>();

/** Calls back whenever the server says that nobody is signed in (any more). */
export function onSignedOut(listener: Listener): () => void {
  signedOutListeners.add(listener);
  return () => signedOutListeners.delete(listener);
}

const messages: Record<number, string> = {
  401: 'Please sign in first.',
  403: 'Your account is not allowed to do this.',
  404: 'There is nothing here, or it is not yours to see.',
  413: 'That is too large to send.',
  429: 'That was a little fast. Try again in a moment.',
  503: 'This cannot be done at the moment. Try again soon.',
};

function problemFrom(
  status: number,
  body: ProblemBody | null,
  retryAfter: string | null,
): ApiProblem {
  const detail =
    body?.detail ??
    messages[status] ??
    (status >= 500
      ? 'Something went wrong on our side. Try again.'
      : (body?.title ?? 'That didn’t work. Try again.'));
  const errors: Record<string, string[]> = {};
  // What could not even be read is told to developers there; the fields of a form show what people
  // can mend.
  const mendable = body?.code === 'request.invalid' ? (body.errors ?? {}) : {};
  for (const [field, texts] of Object.entries(mendable))
    errors[field.charAt(0).toLowerCase() + field.slice(1)] = texts;
  const code = body?.code ?? (status === 429 ? 'rate.limited' : `http.${status}`);
  const seconds = Number(retryAfter ?? NaN);
  const retryAfterMs = Number.isFinite(seconds) && seconds >= 0 ? seconds * 1000 : undefined;
  return new ApiProblem(
    status,
    code,
    body?.title ?? 'Refused',
    detail,
    body?.retryable ?? (status === 429 || status >= 500),
    errors,
    retryAfterMs,
  );
}

async function readBody(response: Response): Promise<unknown> {
  const text = await response.text();
  if (text === '') return null;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return null;
  }
}

// A POST whose answer was lost may have done its work: with the same key it can be sent once more
// without doing it twice.
const triesToMake = 2;
const beforeNextTry = 500;

/** A new key; `randomUUID` is there on https and localhost only. */
function newKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) =>
    byte.toString(16).padStart(2, '0'),
  ).join('');
}

async function postIdempotent<T>(path: string, body?: unknown): Promise<T> {
  const key = newKey();
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await request<T>('POST', path, body, undefined, { 'Idempotency-Key': key });
    } catch (error) {
      const lost = error instanceof ApiProblem && error.code === 'network.unreachable';
      if (!lost || attempt === triesToMake) throw error;
      await new Promise((resolve) => setTimeout(resolve, beforeNextTry));
    }
  }
}

async function request<T>(
  method: string,
  path: string,
  body?: unknown,
  signal?: AbortSignal,
  headers?: Record<string, string>,
): Promise<T> {
  let response: Response;
  const sentAt = serverTime.localNow();
  try {
    response = await fetch(path, {
      method,
      signal,
      credentials: 'same-origin',
      headers: {
        Accept: 'application/json',
        ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
        ...headers,
      },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    throw new ApiProblem(
      0,
      'network.unreachable',
      'No connection',
      'We can’t reach UpperBack. Check your connection and try again.',
      true,
    );
  }
  const serverTimeMs = Number(response.headers.get('X-Server-Time') ?? 0);
  if (serverTimeMs > 0)
    serverTime.heard({ sentAt, receivedAt: serverTime.localNow(), serverTimeMs });
  const content = await readBody(response);
  if (!response.ok) {
    const problem = problemFrom(
      response.status,
      content as ProblemBody | null,
      response.headers.get('Retry-After'),
    );
    if (response.status === 401 && problem.code !== 'account.bad-credentials')
      signedOutListeners.forEach((listener) => listener());
    throw problem;
  }
  return content as T;
}

// When many come at once the server says when to come back: that is done without a word, if it is
// soon.
const triesWhenMany = 3;
const longestPauseMs = 5_000;

function pause(ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = () => {
      clearTimeout(timer);
      reject(new DOMException('No longer wanted.', 'AbortError'));
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', stop);
      resolve();
    }, ms);
    signal?.addEventListener('abort', stop, { once: true });
  });
}

/**
 * Asks again when the server was asked too fast, as soon as it says to and a little later, so that
 * not all come back together.
 */
export async function patiently<T>(ask: () => Promise<T>, signal?: AbortSignal): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await ask();
    } catch (error) {
      const soon =
        error instanceof ApiProblem &&
        error.code === 'rate.limited' &&
        error.retryAfterMs !== undefined &&
        error.retryAfterMs <= longestPauseMs;
      if (!soon || attempt === triesWhenMany) throw error;
      await pause(error.retryAfterMs! + Math.random() * 1_000, signal);
    }
  }
}

export const http = {
  get: <T>(path: string, signal?: AbortSignal) =>
    patiently(() => request<T>('GET', path, undefined, signal), signal),
  post: <T>(path: string, body?: unknown) => request<T>('POST', path, body),
  /** A POST that makes something: repeated by itself when its answer was lost, and done once. */
  postIdempotent,
  put: <T>(path: string, body?: unknown) => request<T>('PUT', path, body),
  delete: <T = void>(path: string) => request<T>('DELETE', path),
};

/** Whatever was thrown, as something that can be shown. */
export function asProblem(error: unknown): ApiProblem {
  if (error instanceof ApiProblem) return error;
  return new ApiProblem(
    0,
    'client.unexpected',
    'Something went wrong',
    'Something went wrong on this page. Try again, or reload it.',
    true,
  );
}
