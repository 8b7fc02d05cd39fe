import { expect, it } from 'vitest';
import { duration } from './time';

it.each([
  [45, '45 s'],
  [59.6, '1 min'],
  [119.7, '2 min'],
  [150, '2 min 30 s'],
])('%s seconds are “%s”', (seconds, text) => expect(duration(seconds)).toBe(text));
