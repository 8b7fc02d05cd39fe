import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { type Chunk, firstPaint, overBudget } from './firstPaint.ts';

/** Text that packing hardly makes smaller. */
const dense = createHash('shake256', { outputLength: 1500 }).digest('base64');

const chunk = (fileName: string, imports: string[] = [], more: Partial<Chunk> = {}): Chunk => ({
  fileName,
  imports,
  code: dense,
  isEntry: false,
  moduleIds: [`/client/src/${fileName}`],
  ...more,
});

const build = [
  chunk('entry.js', ['shared.js'], { isEntry: true }),
  chunk('shared.js', ['entry.js']),
  chunk('room.js', ['shared.js', 'hub.js']),
  chunk('hub.js'),
  chunk('player.js'),
];

describe('the first paint', () => {
  const files = (module?: string) => firstPaint(build, module).map((one) => one.file);

  it('takes what the entry imports, once', () => {
    expect(files().sort()).toEqual(['entry.js', 'shared.js']);
  });

  it('of a page that is fetched when it is opened takes what that page imports too', () => {
    expect(files('src/room.js').sort()).toEqual(['entry.js', 'hub.js', 'room.js', 'shared.js']);
  });

  it('cannot be weighed when the page has gone', () => {
    expect(() => files('src/lounge.js')).toThrow('The build has no src/lounge.js.');
  });

  it('is refused over its budget, and says by what', () => {
    const [words, ...more] = overBudget(build, [
      { page: 'timetable', kB: 5 },
      { page: 'room', module: 'src/room.js', kB: 5 },
    ]);
    expect(more).toEqual([]);
    expect(words).toMatch(/^The first paint of room takes \d\.\d kB of JavaScript, 5 allowed\./);
    expect(words).toContain('hub.js');
  });
});
