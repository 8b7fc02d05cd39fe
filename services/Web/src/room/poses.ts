/** Joint positions of each exercise in a 240 × 160 box, floor at y = 142; a figure moves by going from pose to pose. */
export type Point = readonly [x: number, y: number];

/** One drawn line of the body. Far limbs are drawn behind and paler; the torso is thick and curved. */
export interface Line {
  part: 'torso' | 'limb' | 'far';
  points: readonly Point[];
}

export interface Pose {
  head: Point;
  lines: readonly Line[];
}

export interface Movement {
  /** At least two; the breath or the hold leads from the first to the last. */
  poses: readonly [Pose, Pose, ...Pose[]];
  /** `in`: breathing in leads to the last pose; `out`: breathing out does (the lift of a locust). */
  liftOn: 'in' | 'out';
  /** Things that stand still: a table. */
  props?: readonly (readonly Point[])[];
  /** What the drawing shows, for those who cannot see it. */
  words: string;
}

const torso = (...points: Point[]): Line => ({ part: 'torso', points });
const limb = (...points: Point[]): Line => ({ part: 'limb', points });
const far = (...points: Point[]): Line => ({ part: 'far', points });

const catCow: Movement = {
  liftOn: 'in',
  words: 'On hands and knees, the back rounds up and then sinks while the chest opens.',
  poses: [
    {
      head: [181, 104],
      lines: [
        far([78, 88], [86, 139], [52, 139]), far([148, 76], [158, 106], [160, 139]),
        torso([76, 90], [96, 60], [126, 52], [150, 68], [166, 88]), limb([76, 90], [80, 139], [44, 139]), limb([146, 74], [149, 106], [150, 139]),
      ],
    },
    {
      head: [182, 64],
      lines: [
        far([78, 80], [86, 139], [52, 139]), far([148, 84], [159, 110], [160, 139]),
        torso([74, 76], [96, 92], [122, 97], [148, 86], [166, 72]), limb([74, 78], [80, 139], [44, 139]), limb([147, 86], [150, 111], [150, 139]),
      ],
    },
  ],
};

const threadTheNeedle: Movement = {
  liftOn: 'out',
  words: 'On hands and knees, one arm opens to the ceiling and then threads under the chest until shoulder and head rest on the floor.',
  poses: [
    {
      head: [182, 66],
      lines: [
        far([78, 82], [86, 139], [52, 139]), far([148, 80], [154, 110], [152, 139]),
        torso([76, 82], [100, 76], [126, 74], [148, 76], [166, 70]), limb([76, 82], [80, 139], [44, 139]), limb([147, 76], [152, 46], [146, 16]),
      ],
    },
    {
      head: [174, 129],
      lines: [
        far([80, 82], [88, 139], [54, 139]), far([148, 112], [180, 112], [206, 136]),
        torso([78, 82], [98, 84], [122, 96], [142, 114], [158, 124]), limb([78, 82], [80, 139], [44, 139]), limb([142, 116], [120, 131], [94, 138]),
      ],
    },
  ],
};

const locust: Movement = {
  liftOn: 'out',
  words: 'Lying on the front, the chest and legs float up while the neck stays long.',
  poses: [
    {
      head: [186, 131],
      lines: [
        far([96, 134], [60, 137], [22, 139]), far([148, 133], [124, 138], [98, 138]),
        torso([96, 134], [114, 132], [132, 131], [150, 132], [168, 132]), limb([96, 135], [60, 137], [24, 139]), limb([150, 133], [124, 137], [98, 138]),
      ],
    },
    {
      head: [180, 92],
      lines: [
        far([96, 134], [58, 128], [22, 116]), far([148, 112], [122, 112], [98, 106]),
        torso([94, 134], [112, 131], [130, 124], [148, 112], [164, 100]), limb([96, 134], [58, 130], [22, 120]), limb([148, 112], [122, 116], [96, 112]),
      ],
    },
  ],
};

const cobra: Movement = {
  liftOn: 'in',
  words: 'Lying on the front, the hands press lightly and the chest rises while the hips stay down.',
  poses: [
    {
      head: [186, 131],
      lines: [
        far([96, 134], [60, 137], [22, 139]), far([150, 133], [138, 118], [154, 138]),
        torso([96, 134], [114, 132], [132, 131], [150, 132], [168, 132]), limb([96, 135], [60, 137], [24, 139]), limb([150, 132], [134, 120], [150, 138]),
      ],
    },
    {
      head: [162, 62],
      lines: [
        far([96, 134], [60, 137], [22, 139]), far([146, 98], [146, 120], [166, 138]),
        torso([94, 134], [114, 131], [132, 118], [145, 98], [152, 80]), limb([96, 135], [60, 137], [24, 139]), limb([145, 98], [136, 120], [156, 138]),
      ],
    },
  ],
};

const seatedLegs = [far([114, 122], [164, 132], [116, 139]), limb([126, 122], [76, 132], [124, 139])] as const;

const eagleArms: Movement = {
  liftOn: 'in',
  words: 'Sitting tall, seen from the front: arms cross at the elbows, forearms wrap and the elbows lift to shoulder height.',
  poses: [
    {
      head: [120, 30],
      lines: [...seatedLegs, torso([120, 124], [120, 100], [120, 78], [120, 60], [120, 50]), far([102, 60], [76, 76], [54, 56]), limb([138, 60], [164, 76], [186, 56])],
    },
    {
      head: [120, 28],
      lines: [...seatedLegs, torso([120, 124], [120, 100], [120, 78], [120, 60], [120, 48]), far([102, 58], [126, 82], [110, 46]), limb([138, 58], [112, 82], [128, 44])],
    },
  ],
};

const invertedRow: Movement = {
  liftOn: 'out',
  words: 'Hanging under a sturdy table in one straight line from ear to ankle, the chest pulls up to the edge and lowers slowly.',
  props: [[[96, 44], [226, 44]], [[218, 44], [218, 142]], [[104, 44], [104, 60]]],
  poses: [
    {
      head: [184, 92],
      lines: [
        far([104, 120], [70, 131], [34, 139]), far([154, 102], [156, 74], [158, 46]),
        torso([104, 119], [121, 113], [138, 108], [154, 102], [168, 97]), limb([104, 120], [70, 130], [34, 138]), limb([152, 103], [148, 74], [150, 46]),
      ],
    },
    {
      head: [178, 62],
      lines: [
        far([102, 104], [70, 122], [34, 139]), far([150, 78], [136, 88], [158, 46]),
        torso([102, 104], [118, 96], [134, 87], [149, 78], [163, 70]), limb([102, 105], [70, 122], [34, 138]), limb([148, 79], [128, 90], [148, 46]),
      ],
    },
  ],
};

const camel: Movement = {
  liftOn: 'in',
  words: 'Kneeling tall, the hips press forward and the chest opens to the ceiling while the hands reach for the heels.',
  poses: [
    {
      head: [128, 20],
      lines: [
        far([122, 92], [128, 139], [88, 139]), far([122, 52], [108, 74], [116, 92]),
        torso([122, 92], [122, 78], [122, 64], [123, 50], [125, 38]), limb([122, 92], [122, 139], [82, 139]), limb([122, 52], [104, 72], [118, 90]),
      ],
    },
    {
      head: [76, 50],
      lines: [
        far([130, 94], [128, 139], [88, 139]), far([106, 62], [98, 96], [94, 134]),
        torso([132, 94], [130, 78], [122, 65], [108, 58], [93, 54]), limb([132, 94], [122, 139], [82, 139]), limb([107, 62], [90, 96], [86, 134]),
      ],
    },
  ],
};

const breathing: Movement = {
  liftOn: 'in',
  words: 'Sitting tall, seen from the front: hands on the ribs, which widen with the breath in and soften with the breath out.',
  poses: [
    {
      head: [120, 32],
      lines: [
        ...seatedLegs, torso([120, 124], [120, 100], [120, 80], [120, 62], [120, 52]), limb([104, 64], [112, 82], [110, 108]), limb([136, 64], [128, 82], [130, 108]),
        far([104, 62], [82, 88], [109, 98]), far([136, 62], [158, 88], [131, 98]),
      ],
    },
    {
      head: [120, 28],
      lines: [
        ...seatedLegs, torso([120, 124], [120, 98], [120, 76], [120, 58], [120, 48]), limb([103, 60], [98, 82], [105, 108]), limb([137, 60], [142, 82], [135, 108]),
        far([103, 58], [68, 84], [98, 94]), far([137, 58], [172, 84], [142, 94]),
      ],
    },
  ],
};

const childsPose: Movement = {
  liftOn: 'in',
  words: 'Resting on the heels with the back long and the arms forward, breathing into the back of the ribs.',
  poses: [
    {
      head: [158, 126],
      lines: [
        far([74, 118], [118, 138], [62, 140]), far([136, 118], [172, 132], [206, 138]),
        torso([72, 118], [88, 104], [108, 102], [128, 110], [144, 120]), limb([72, 119], [116, 138], [56, 140]), limb([134, 118], [168, 134], [202, 139]),
      ],
    },
    {
      head: [158, 125],
      lines: [
        far([74, 118], [118, 138], [62, 140]), far([136, 116], [172, 132], [206, 138]),
        torso([72, 118], [87, 98], [108, 95], [129, 106], [144, 118]), limb([72, 119], [116, 138], [56, 140]), limb([134, 116], [168, 134], [202, 139]),
      ],
    },
  ],
};

const bySlug: Record<string, Movement> = {
  'cat-cow': catCow,
  'thread-the-needle': threadTheNeedle,
  locust,
  cobra,
  'eagle-arms': eagleArms,
  'inverted-row': invertedRow,
  camel,
  'diaphragmatic-breathing': breathing,
  rest: childsPose,
};

export function movementOf(exercise: string, kind?: string): Movement {
  return (kind === 'rest' ? childsPose : bySlug[exercise]) ?? breathing;
}

const mix = (a: Point, b: Point, t: number): Point => [a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t];

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
    lines: from.lines.map((line, i) => ({ part: line.part, points: line.points.map((point, j) => mix(point, to.lines[i]!.points[j]!, part)) })),
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
    if (line.part !== 'torso') path += `L${round(x)} ${round(y)}`;
    else {
      const [ax, ay] = at(i - 1);
      const [bx, by] = at(i - 2);
      const [cx, cy] = at(i + 1);
      path += `C${round(ax + (x - bx) / 6)} ${round(ay + (y - by) / 6)} ${round(x - (cx - ax) / 6)} ${round(y - (cy - ay) / 6)} ${round(x)} ${round(y)}`;
    }
  }
  return path;
}
