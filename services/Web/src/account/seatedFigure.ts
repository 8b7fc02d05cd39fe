import type { Movement } from '../figure/movement';

/** For strangers, who cannot read the library yet: a person who sits and breathes. */
export const seatedFigure: Movement = {
  liftOn: 'in',
  label: 'A person sits tall on a mat and breathes.',
  props: [],
  poses: [
    {
      head: [120, 34],
      lines: [
        {
          part: 'far',
          points: [
            [120, 116],
            [168, 124],
            [120, 138],
          ],
        },
        {
          part: 'torso',
          points: [
            [120, 118],
            [120, 96],
            [120, 76],
            [120, 58],
          ],
        },
        {
          part: 'limb',
          points: [
            [120, 118],
            [72, 124],
            [124, 138],
          ],
        },
        {
          part: 'limb',
          points: [
            [108, 64],
            [92, 92],
            [88, 118],
          ],
        },
        {
          part: 'limb',
          points: [
            [132, 64],
            [148, 92],
            [152, 118],
          ],
        },
      ],
    },
    {
      head: [120, 29],
      lines: [
        {
          part: 'far',
          points: [
            [120, 116],
            [168, 124],
            [120, 138],
          ],
        },
        {
          part: 'torso',
          points: [
            [120, 118],
            [120, 94],
            [120, 72],
            [120, 53],
          ],
        },
        {
          part: 'limb',
          points: [
            [120, 118],
            [72, 124],
            [124, 138],
          ],
        },
        {
          part: 'limb',
          points: [
            [106, 59],
            [88, 90],
            [88, 118],
          ],
        },
        {
          part: 'limb',
          points: [
            [134, 59],
            [152, 90],
            [152, 118],
          ],
        },
      ],
    },
  ],
};
