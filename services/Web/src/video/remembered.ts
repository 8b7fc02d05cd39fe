const nameOf = (key: string) => `upperback.video.${key}`;

/** Whether something was switched on here before; where nothing can be stored, it was not. */
export function remembered(key: string): boolean {
  try {
    return localStorage.getItem(nameOf(key)) === 'on';
  } catch {
    return false;
  }
}

export function remember(key: string, on: boolean): void {
  try {
    localStorage.setItem(nameOf(key), on ? 'on' : 'off');
  } catch {
    // Then it holds for this page only.
  }
}
