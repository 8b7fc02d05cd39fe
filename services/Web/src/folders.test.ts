import { describe, expect, it } from 'vitest';

const sources = import.meta.glob<string>(['./**/*.{ts,tsx}', '!./**/*.test.ts'], {
  query: '?raw',
  import: 'default',
  eager: true,
});

interface Import {
  /** The file that imports, from src: "room/RoomPage.tsx". */
  file: string;
  /** What it imports, from src, as it is written: "stage/Stage". */
  target: string;
}

const folderOf = (path: string) => (path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : '');

/** Where a file and a relative way from it lead, from src. */
function resolve(file: string, way: string): string {
  const parts = folderOf(file).split('/').filter(Boolean);
  for (const part of way.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '.') parts.push(part);
  }
  return parts.join('/');
}

function importsOf(files: Record<string, string>): Import[] {
  return Object.entries(files).flatMap(([path, text]) => {
    const file = path.replace(/^\.\//, '');
    const ways = [...text.matchAll(/\b(?:from|import|URL)\s*\(?\s*'(\.[^']*)'/g)].map(
      (one) => one[1]!,
    );
    return ways.map((way) => ({ file, target: resolve(file, way) }));
  });
}

/** Each circle of folders that use each other, as the way around it. */
function circles(imports: Import[]): string[] {
  const uses = new Map<string, Set<string>>();
  for (const { file, target } of imports) {
    const [from, to] = [folderOf(file), folderOf(target)];
    if (from !== to) uses.set(from, (uses.get(from) ?? new Set()).add(to));
  }
  const found = new Set<string>();
  const done = new Set<string>();
  const walk = (folder: string, way: string[]) => {
    if (way.includes(folder)) {
      found.add([...way.slice(way.indexOf(folder)), folder].join(' → '));
    } else if (!done.has(folder)) {
      for (const next of uses.get(folder) ?? []) walk(next, [...way, folder]);
      done.add(folder);
    }
  };
  for (const folder of uses.keys()) walk(folder, []);
  return [...found];
}

/** A folder's styles are its own; what several need is in design, which main.tsx brings. */
const foreignStyles = (imports: Import[]) =>
  imports
    .filter(({ target }) => target.endsWith('.css') && !target.startsWith('design/'))
    .filter(({ file, target }) => folderOf(file) !== folderOf(target))
    .map(({ file, target }) => `${file} imports ${target}`);

describe('the folders', () => {
  const imports = importsOf(sources);

  it('form no circle', () => {
    expect(imports.length).toBeGreaterThan(500);
    expect(circles(imports)).toEqual([]);
  });

  it('have styles of their own', () => {
    expect(imports.filter(({ target }) => target.endsWith('.css')).length).toBeGreaterThan(20);
    expect(foreignStyles(imports)).toEqual([]);
  });

  it('would be found in a circle, however it is imported', () => {
    const planted = importsOf({
      './room/RoomPage.tsx': `import { Stage } from '../stage/Stage';\n`,
      './stage/Stage.tsx': `const Page = lazy(() => import('../practice/PracticePage'));\n`,
      './practice/PracticePage.tsx': `export { type Room } from '../room/RoomPage';\n`,
      './design/time.ts': `import { serverNow } from './serverTime';\n`,
    });
    expect(circles(planted)).toEqual(['room → stage → practice → room']);
  });

  it('would be found with the styles of another', () => {
    const planted = importsOf({
      './practice/PlayerStage.tsx': `import '../room/room.css';\nimport './practice.css';\n`,
      './main.tsx': `import './design/base.css';\n`,
    });
    expect(foreignStyles(planted)).toEqual(['practice/PlayerStage.tsx imports room/room.css']);
  });
});
