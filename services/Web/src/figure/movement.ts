import type { FigureData, Figures } from '../api/types';

/** A joint's place in a 240 × 160 box, floor at y = 142. */
export type Point = readonly [x: number, y: number];

/**
 * One drawn line of the body. The torso is thick and curved; far limbs, and the back seen from the
 * front, are paler.
 */
export interface Line {
  part: 'torso' | 'back' | 'limb' | 'far';
  points: readonly Point[];
}

export interface Pose {
  head: Point;
  lines: readonly Line[];
}

export interface Movement {
  poses: readonly [Pose, Pose, ...Pose[]];
  liftOn: 'in' | 'out';
  props: readonly (readonly Point[])[];
  label: string;
}

const nowhere: Point = [120, 80];
const pointOf = ([x = nowhere[0], y = nowhere[1]]: readonly number[]): Point => [x, y];

/**
 * The drawing of a figure's data: each line goes through its named joints. Null when there are not
 * two frames to move between.
 */
export function movementFrom(data: FigureData | undefined): Movement | null {
  if (!data || data.frames.length < 2) return null;
  const poses = data.frames.map(({ joints }): Pose => ({
    head: pointOf(joints.head ?? nowhere),
    lines: data.lines.map((line) => ({
      part: line.part,
      points: line.joints.map((name) => pointOf(joints[name] ?? nowhere)),
    })),
  }));
  return {
    poses: poses as unknown as Movement['poses'],
    liftOn: data.liftOn,
    props: data.props.map((line) => line.map(pointOf)),
    label: data.words,
  };
}

/**
 * The movement of an exercise; a rest is the child's pose, and so is a step that a member leaves
 * out.
 */
export function movementOf(
  figures: Figures | null,
  exercise: string,
  kind?: string,
): Movement | null {
  if (!figures) return null;
  return movementFrom(kind === 'rest' ? figures.rest : figures[exercise]);
}
