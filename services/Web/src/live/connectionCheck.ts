import type { ConnectionAnswer, ConnectionFault } from '../api/types';

/** Asks the server; null when all gets through, or when it cannot be asked. */
export async function findConnectionFault(
  page: string,
  socketRefused: boolean,
): Promise<ConnectionFault | null> {
  const query = new URLSearchParams({ page, ...(socketRefused ? { socket: 'refused' } : {}) });
  try {
    const response = await fetch(`/health/connection?${query}`, {
      headers: { Accept: 'application/json' },
    });
    return response.ok ? ((await response.json()) as ConnectionAnswer).fault : null;
  } catch {
    return null;
  }
}
