/** Where an arrow leads in a grid filled row by row; null for other keys and at the edge. */
export function gridMove(at: number, count: number, columns: number, key: string): number | null {
  const by: Record<string, number> = {
    ArrowLeft: -1,
    ArrowRight: 1,
    ArrowUp: -columns,
    ArrowDown: columns,
  };
  const step = by[key];
  if (step !== undefined) {
    const to = at + step;
    if (to >= 0 && to < count) return to;
    // Down from above a last row that is not full leads to its end.
    const lastRow = Math.floor((count - 1) / columns);
    return key === 'ArrowDown' && Math.floor(at / columns) < lastRow ? count - 1 : null;
  }
  if (key === 'Home') return 0;
  return key === 'End' ? count - 1 : null;
}

/** How many stand in the first row, by where each begins. */
export function columnsOf(tops: readonly number[]): number {
  const below = tops.findIndex((top) => top !== tops[0]);
  return Math.max(1, below < 0 ? tops.length : below);
}
