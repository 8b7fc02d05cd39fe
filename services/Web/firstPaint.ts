import { gzipSync } from 'node:zlib';
import type { Plugin } from 'vite';

/** What a page may make a browser fetch before it is drawn: JavaScript, in kB of gzip. */
export interface Budget {
  page: string;
  /** The module of a page that is fetched when it is opened; none for what comes with the entry. */
  module?: string;
  kB: number;
}

export const budgets: Budget[] = [
  { page: 'sign-in and timetable', kB: 120 },
  { page: 'room', module: 'src/room/RoomPage.tsx', kB: 180 },
];

/** What is read of a built chunk. */
export interface Chunk {
  fileName: string;
  code: string;
  isEntry: boolean;
  /** Files that must be there before this one runs. */
  imports: string[];
  moduleIds: string[];
}

/** The chunks that are fetched before the page is drawn, the heaviest first. */
export function firstPaint(chunks: Chunk[], module?: string): { file: string; kB: number }[] {
  const byName = new Map(chunks.map((chunk) => [chunk.fileName, chunk]));
  const needed = new Set<Chunk>();
  const need = (chunk: Chunk | undefined) => {
    if (chunk === undefined || needed.has(chunk)) return;
    needed.add(chunk);
    for (const name of chunk.imports) need(byName.get(name));
  };
  const entry = chunks.find((chunk) => chunk.isEntry);
  if (entry === undefined) throw new Error('The build has no entry.');
  need(entry);
  if (module !== undefined) {
    const page = chunks.find((one) => one.moduleIds.some((id) => id.endsWith(`/${module}`)));
    if (page === undefined) throw new Error(`The build has no ${module}.`);
    need(page);
  }
  return [...needed]
    .map((chunk) => ({ file: chunk.fileName, kB: gzipSync(chunk.code).length / 1000 }))
    .sort((a, b) => b.kB - a.kB);
}

/** What is over its budget, in words for whoever builds. */
export function overBudget(chunks: Chunk[], limits: Budget[] = budgets): string[] {
  return limits.flatMap(({ page, module, kB }) => {
    const files = firstPaint(chunks, module);
    const total = files.reduce((sum, file) => sum + file.kB, 0);
    if (total <= kB) return [];
    const heaviest = files.slice(0, 5).map((one) => `${one.file} ${one.kB.toFixed(1)}`);
    const words = `The first paint of ${page} takes ${total.toFixed(1)} kB of JavaScript`;
    return [`${words}, ${kB} allowed. Its heaviest files: ${heaviest.join(', ')}.`];
  });
}

/** Lets no build through whose pages come too late on a phone. */
export function firstPaintBudgets(): Plugin {
  return {
    name: 'first-paint-budgets',
    apply: 'build',
    writeBundle(_, bundle) {
      const chunks = Object.values(bundle).filter((one) => one.type === 'chunk');
      const over = overBudget(chunks);
      if (over.length > 0) this.error(over.join('\n'));
      for (const { page, module } of budgets) {
        const total = firstPaint(chunks, module).reduce((sum, file) => sum + file.kB, 0);
        this.info(`first paint of ${page}: ${total.toFixed(1)} kB of JavaScript`);
      }
    },
  };
}
