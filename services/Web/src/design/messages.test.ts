import ts from 'typescript';
import { describe, expect, it } from 'vitest';

const sources = import.meta.glob<string>('../**/*.{ts,tsx}', {
  query: '?raw',
  import: 'default',
  eager: true,
});
const files = Object.entries(sources)
  .map(([path, text]) => ({ name: path.replace(/^\.\.\//, '').replace(/^\.\//, 'design/'), text }))
  .filter(({ name }) => !/\.(test|d)\.tsx?$/.test(name));

/** Addresses, fields' names, standards' numbers, verbs of the wire. */
const developers = new RegExp(
  [
    String.raw`/(api|docs|hubs|openapi)\b`,
    String.raw`\b[a-z]+[A-Z]\w*`,
    String.raw`\b(RFC|GET|PUT|POST|DELETE|PATCH|UUID|JSON|undefined)\b`,
  ].join('|'),
);
/** Words of the house, which nobody outside has heard. */
const house =
  /\b(clinicians?|dosages?|coached seats?|kept days?|run sheets?|flares?|the picture|viewers)\b/i;
// Names that people know, and keys of the keyboard.
const known = /\b(iPhone|iPad|macOS|ffmpeg|rtmps?|hls\.js)\b/g;

// Attributes that nobody reads.
const notShown =
  /^(class|style|d$|preserve|points|viewBox|transform|accept|rel|key|autoComplete|data-|on)/;

/**
 * What a component may show: text between tags, and strings of more than one word. Classes,
 * addresses and thrown errors are not.
 */
function sentences(name: string, text: string): string[] {
  const found: string[] = [];
  const isShown = (node: ts.Node): boolean => {
    const parent = node.parent;
    if (ts.isImportDeclaration(parent) || ts.isTypeNode(parent) || ts.isLiteralTypeNode(parent))
      return false;
    if (
      ts.isNewExpression(parent) &&
      /^(Error|TypeError|RangeError)$/.test(parent.expression.getText())
    )
      return false;
    for (let at: ts.Node | undefined = parent; at; at = at.parent) {
      if (ts.isJsxAttribute(at)) return !notShown.test(at.name.getText());
      if (ts.isJsxElement(at) || ts.isStatement(at)) break;
    }
    return true;
  };
  const visit = (node: ts.Node): void => {
    if (ts.isJsxText(node)) found.push(node.text);
    else if (ts.isStringLiteralLike(node) && isShown(node)) found.push(node.text);
    else if (ts.isTemplateExpression(node) && isShown(node))
      found.push(
        [node.head.text, ...node.templateSpans.map((span) => span.literal.text)].join('…'),
      );
    ts.forEachChild(node, visit);
  };
  visit(
    ts.createSourceFile(
      name,
      text,
      ts.ScriptTarget.Latest,
      true,
      name.endsWith('x') ? ts.ScriptKind.TSX : ts.ScriptKind.TS,
    ),
  );
  return found
    .map((words) => words.replace(/\s+/g, ' ').trim())
    .filter((words) => /\p{L}{2}/u.test(words) && words.includes(' '));
}

const wrongIn = (name: string, text: string, wrong: RegExp) =>
  sentences(name, text).filter((words) => wrong.test(words.replace(known, '')));

// Every file is parsed, which takes a busy machine its time.
describe('sentences of the pages', { timeout: 30_000 }, () => {
  it('hold no word of developers', () => {
    const wrong = files.flatMap(({ name, text }) =>
      wrongIn(name, text, developers).map((words) => `${name}: ${words}`),
    );
    expect(files.length).toBeGreaterThan(100);
    expect(wrong).toEqual([]);
  });

  it.each([...new Set(files.map(({ name }) => name.split('/')[0]!))])(
    'of %s hold no word of the house',
    (folder) => {
      const wrong = files
        .filter(({ name }) => name.startsWith(`${folder}/`))
        .flatMap(({ name, text }) =>
          wrongIn(name, text, house).map((words) => `${name}: ${words}`),
        );
      expect(wrong).toEqual([]);
    },
  );

  it('are found wherever they stand', () => {
    const page =
      'export const Page = () => <p title="Ask GET /api/me">displayName is missing <b>{wrong ' +
      `? 'See /docs/api' : \`RFC 5545 \${rule} applies\`}</b></p>;`;
    expect(wrongIn('Page.tsx', page, developers)).toHaveLength(4);
    expect(
      wrongIn(
        'Page.tsx',
        'export const Page = () => <p className="isWide and isTall">Tell us your name</p>;',
        developers,
      ),
    ).toEqual([]);
  });
});
