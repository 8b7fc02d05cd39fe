import { ESLint } from 'eslint';
import { describe, expect, it } from 'vitest';

const sources = import.meta.glob<string>('./**/*.{ts,tsx}', {
  query: '?raw',
  import: 'default',
  eager: true,
});

async function rulesBroken(page: string): Promise<(string | null)[]> {
  const [result] = await new ESLint().lintText(page, { filePath: 'src/Planted.tsx' });
  return result!.messages.map((message) => message.ruleId);
}

describe('the linter', () => {
  it('finds a hook after a conditional return', async () => {
    const broken = await rulesBroken(`import { useState } from 'react';
export function Page({ gone }: { gone: boolean }) {
  if (gone) return null;
  const [open] = useState(false);
  return <p>{String(open)}</p>;
}
`);
    expect(broken).toEqual(['react-hooks/rules-of-hooks']);
  }, 30_000);

  it('finds an effect that misses what it depends on', async () => {
    const broken = await rulesBroken(`import { useEffect } from 'react';
export function Page({ title }: { title: string }) {
  useEffect(() => { document.title = title; }, []);
  return null;
}
`);
    expect(broken).toEqual(['react-hooks/exhaustive-deps']);
  }, 30_000);

  it.each([
    [
      'react-hooks/refs',
      `export function Page() {
  const count = useRef(0);
  count.current++;
  return null;
}`,
    ],
    ['jsx-a11y/alt-text', `export const Page = () => <img src="/favicon.svg" />;`],
    [
      'jsx-a11y/no-noninteractive-tabindex',
      `export const Page = () => <p tabIndex={0}>Read me</p>;`,
    ],
  ])(
    'refuses what %s forbids',
    async (rule, page) => {
      const broken = await rulesBroken(`import { useRef } from 'react';\n${page}\n`);
      expect([...new Set(broken)]).toEqual([rule]);
    },
    30_000,
  );

  it('is told to look away only with a reason', () => {
    const silent = Object.entries(sources)
      .filter(
        ([name, text]) => name !== './lint.test.ts' && /eslint-disable(?!.* -- \S+ \S+)/.test(text),
      )
      .map(([name]) => name);
    expect(Object.keys(sources).length).toBeGreaterThan(100);
    expect(silent).toEqual([]);
  });
});
