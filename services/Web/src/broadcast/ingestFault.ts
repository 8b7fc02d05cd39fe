import { findConnectionFault } from '../live/connectionCheck';

interface Fault {
  code: string;
  message: string;
}

/**
 * A browser does not tell why a WebSocket was refused; the same question by HTTP does. Null when it
 * is worth trying again.
 * @param isSure so many connections never came about that it is no accident
 * @param wasLive the way was open before
 */
export async function findIngestFault(
  { probeUrl, page }: { probeUrl: string; page: string },
  isSure: boolean,
  wasLive: boolean,
): Promise<Fault | null> {
  const response = await fetch(probeUrl, { headers: { Accept: 'application/json' } }).catch(
    () => null,
  );
  if (response && [401, 403, 404, 410].includes(response.status))
    return refusal(
      response,
      'You are not allowed to stream this class. Sign in as its instructor and try again.',
    );
  // To whoever comes without a WebSocket it says that it takes nothing else: the way is open.
  if (response?.status === 400 && !wasLive) {
    const fault = await findConnectionFault(page, isSure);
    if (fault) return { code: fault.codes[0] ?? 'proxy', message: fault.message };
  }
  if (!isSure) return null;
  if (response && response.status !== 400)
    return refusal(
      response,
      'The server cannot take the stream at the moment. Go live again in a minute.',
    );
  return {
    code: 'network.unreachable',
    message: 'The server could not be reached. Check your connection and go live again.',
  };
}

async function refusal(response: Response, otherwise: string): Promise<Fault> {
  const problem = (await response.json().catch(() => null)) as Partial<{
    code: string;
    detail: string;
  }> | null;
  return {
    code: problem?.code ?? `http.${response.status}`,
    message: problem?.detail ?? otherwise,
  };
}
