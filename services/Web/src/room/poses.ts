/** Joint positions of each exercise in a 240 × 160 box, floor at y = 142; a figure moves by going from pose to pose. */
export type Point = readonly [x: number, y: number];

/** One drawn line of the body. The torso is thick and curved; far limbs, and the back seen from the front, are paler. */
export interface Line {
  part: 'torso' | 'back' | 'limb' | 'far';
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
const back = (...points: Point[]): Line => ({ part: 'back', points });
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

const seatedLegs = [far([114, 122], [164, 132], [116, 139]), far([126, 122], [76, 132], [124, 139])] as const;

const eagleArms: Movement = {
  liftOn: 'in',
  words: 'Sitting tall, seen from the front: arms cross at the elbows, forearms wrap and the elbows lift to shoulder height.',
  poses: [
    {
      head: [120, 28],
      lines: [
        ...seatedLegs, back([120, 122], [120, 100], [120, 80], [120, 62], [120, 46]), back([106, 60], [113, 58], [120, 57], [127, 58], [134, 60]),
        limb([102, 60], [74, 78], [50, 58]), limb([138, 60], [166, 78], [190, 58]),
      ],
    },
    {
      head: [120, 26],
      lines: [
        ...seatedLegs, back([120, 122], [120, 100], [120, 80], [120, 60], [120, 44]), back([106, 58], [113, 56], [120, 55], [127, 56], [134, 58]),
        limb([100, 58], [131, 84], [112, 46]), limb([140, 58], [109, 82], [129, 42]),
      ],
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
      head: [134, 20],
      lines: [
        far([128, 90], [136, 139], [78, 139]), far([130, 50], [118, 74], [126, 90]),
        torso([126, 92], [126, 78], [127, 64], [129, 50], [131, 38]), limb([126, 92], [130, 139], [70, 139]), limb([129, 50], [110, 70], [122, 90]),
      ],
    },
    {
      head: [88, 40],
      lines: [
        far([142, 92], [136, 139], [78, 139]), far([116, 50], [104, 92], [88, 132]),
        torso([142, 94], [145, 76], [137, 58], [121, 47], [104, 44]), limb([142, 94], [130, 139], [70, 139]), limb([118, 52], [96, 92], [78, 132]),
      ],
    },
  ],
};

const breathing: Movement = {
  liftOn: 'in',
  words: 'Sitting tall, seen from the front: hands on the ribs, which widen with the breath in and soften with the breath out.',
  poses: [
    {
      head: [120, 30],
      lines: [
        ...seatedLegs, back([120, 122], [120, 100], [120, 80], [120, 62], [120, 48]), back([106, 66], [104, 78], [105, 90], [109, 102], [114, 112]),
        back([134, 66], [136, 78], [135, 90], [131, 102], [126, 112]), limb([101, 64], [78, 92], [107, 100]), limb([139, 64], [162, 92], [133, 100]),
      ],
    },
    {
      head: [120, 26],
      lines: [
        ...seatedLegs, back([120, 122], [120, 98], [120, 76], [120, 58], [120, 44]), back([104, 61], [95, 75], [94, 89], [102, 102], [112, 112]),
        back([136, 61], [145, 75], [146, 89], [138, 102], [128, 112]), limb([97, 59], [62, 88], [95, 98]), limb([143, 59], [178, 88], [145, 98]),
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
