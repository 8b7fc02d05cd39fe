/**
 * What of this page's address does not get through to the server: a browser does not say why it was
 * refused a connection.
 */
export interface ConnectionFault {
  /** The most important first. */
  codes: string[];
  /** For whoever is signed in: members are told kindly, who can change it is told what. */
  message: string;
}

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
    return response.ok
      ? ((await response.json()) as { fault: ConnectionFault | null }).fault
      : null;
  } catch {
    return null;
  }
}
