import type { Line, Movement, Point, Pose } from './movement';

const mix = (a: Point, b: Point, t: number): Point => [
  a[0] + (b[0] - a[0]) * t,
  a[1] + (b[1] - a[1]) * t,
];

/** The pose at `t` between the first pose (0) and the last (1). */
export function poseAt(movement: Movement, t: number): Pose {
  const span = movement.poses.length - 1;
  const place = Math.min(Math.max(t, 0), 1) * span;
  const index = Math.min(Math.floor(place), span - 1);
  const from = movement.poses[index]!;
  const to = movement.poses[index + 1]!;
  const part = place - index;
  return {
    head: mix(from.head, to.head, part),
    lines: from.lines.map((line, i) => ({
      part: line.part,
      points: line.points.map((point, j) => mix(point, to.lines[i]!.points[j]!, part)),
    })),
  };
}

const round = (value: number) => Math.round(value * 10) / 10;

/** An SVG path through the joints: bent for limbs, one smooth curve (Catmull–Rom) for the torso. */
export function pathOf(line: Line): string {
  const points = line.points;
  const at = (index: number) => points[Math.min(Math.max(index, 0), points.length - 1)]!;
  let path = `M${round(at(0)[0])} ${round(at(0)[1])}`;
  for (let i = 1; i < points.length; i++) {
    const [x, y] = at(i);
    if (line.part === 'limb' || line.part === 'far') path += `L${round(x)} ${round(y)}`;
    else {
      const [ax, ay] = at(i - 1);
      const [bx, by] = at(i - 2);
      const [cx, cy] = at(i + 1);
      const curve = [
        ax + (x - bx) / 6,
        ay + (y - by) / 6,
        x - (cx - ax) / 6,
        y - (cy - ay) / 6,
        x,
        y,
      ];
      path += `C${curve.map(round).join(' ')}`;
    }
  }
  return path;
}
