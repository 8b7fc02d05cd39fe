/** What this device remembers of a console; where nothing can be stored, it holds for this page only. */
export function readDevice<T>(key: string, otherwise: T): T {
  try {
    const text = localStorage.getItem(`upperback.console.${key}`);
    return text === null ? otherwise : (JSON.parse(text) as T);
  } catch {
    return otherwise;
  }
}

export function writeDevice(key: string, value: unknown): void {
  try {
    localStorage.setItem(`upperback.console.${key}`, JSON.stringify(value));
  } catch {
    // It holds for this page only.
  }
}
