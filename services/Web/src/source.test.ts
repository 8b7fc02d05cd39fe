import { describe, expect, it } from 'vitest';

const sources = import.meta.glob<string>(
  [
    './**/*.{ts,tsx,css,js}',
    // What is made of the server's contract is for nobody to lay out.
    '!./contract/*',
    '../*.{ts,js,mjs}',
  ],
  {
    query: '?raw',
    import: 'default',
    eager: true,
  },
);

const widest = 100;
const longest = 250;

/** Why a file may be longer. */
const reasons: Record<string, string> = {
  './video/videoPlayer.ts': 'one state of one element; what it hears is in files of its own',
};

// Characters, as people count them: a letter with its marks is one.
const letters = new Intl.Segmenter('en', { granularity: 'grapheme' });
const width = (line: string) =>
  line.length <= widest ? line.length : [...letters.segment(line)].length;

function tooWide(files: Record<string, string>): string[] {
  return Object.entries(files).flatMap(([file, text]) =>
    text.split('\n').flatMap((line, at) => (width(line) > widest ? [`${file}:${at + 1}`] : [])),
  );
}

const tooLong = (files: Record<string, string>): string[] =>
  Object.entries(files)
    .filter(([, text]) => text.split('\n').length - 1 > longest)
    .map(([file]) => file);

describe('the source', () => {
  it('has no line of more than 100 columns', () => {
    expect(Object.keys(sources).length).toBeGreaterThan(300);
    expect(tooWide(sources)).toEqual([]);
  });

  it('has no file of more than 250 lines without a reason', () => {
    expect(tooLong(sources)).toEqual(Object.keys(reasons));
  });

  it('would be found too wide, by what is seen, and too long', () => {
    expect(tooWide({ 'a.css': `${'x'.repeat(100)}\n${'x'.repeat(101)}\n` })).toEqual(['a.css:2']);
    expect(tooWide({ 'a.ts': `${'कि'.repeat(100)}\n` })).toEqual([]);
    expect(tooLong({ 'a.ts': 'x\n'.repeat(250), 'b.ts': 'x\n'.repeat(251) })).toEqual(['b.ts']);
  });
});
