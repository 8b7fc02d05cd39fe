/**
 * A random id for a cue or note. `crypto.randomUUID` exists only on secure origins, and a club may
 * serve plain HTTP on its own network.
 */
export function newId(): string {
  return [...crypto.getRandomValues(new Uint8Array(16))]
    .map((byte) => byte.toString(16).padStart(2, '0'))
    .join('');
}
