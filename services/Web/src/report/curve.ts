export interface CurvePoint {
  atMs: number;
  count: number;
}

export interface CurveShape {
  line: string;
  area: string;
  /** Marks of the vertical axis: whole people. */
  ticks: { y: number; count: number }[];
  width: number;
  height: number;
}

/** A step between 1, 2, 5, 10 … so that at most five marks stand on the axis. */
export function tickStep(most: number): number {
  for (let unit = 1; ; unit *= 10)
    for (const factor of [1, 2, 5]) if (most / (unit * factor) <= 5) return unit * factor;
}

/** The attendance curve as SVG paths in a box; one point is drawn as a level line. */
export function curveShape(points: readonly CurvePoint[], width = 600, height = 180): CurveShape {
  const most = Math.max(1, ...points.map((point) => point.count));
  const step = tickStep(most);
  const top = Math.ceil(most / step) * step;
  const first = points[0]?.atMs ?? 0;
  const span = Math.max(1, (points.at(-1)?.atMs ?? 0) - first);
  const y = (count: number) => Math.round((height - (count / top) * height) * 10) / 10;
  const at = points.map(
    (point) => `${Math.round(((point.atMs - first) / span) * width * 10) / 10} ${y(point.count)}`,
  );
  if (points.length === 1) at.push(`${width} ${y(points[0]!.count)}`);
  const line = at.length === 0 ? '' : `M${at.join('L')}`;
  return {
    line,
    area: line === '' ? '' : `${line}V${height}H0Z`,
    ticks: Array.from({ length: top / step + 1 }, (_, index) => ({
      count: index * step,
      y: y(index * step),
    })),
    width,
    height,
  };
}
