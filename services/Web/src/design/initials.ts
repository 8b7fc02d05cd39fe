const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });
const readable = /[\p{L}\p{N}\p{Extended_Pictographic}\p{Regional_Indicator}]/u;

/**
 * The first letters of the first two words, as people count letters: an emoji family or a letter
 * with its marks is one.
 */
export function initials(name: string): string {
  return name
    .split(/\s+/u)
    .map(
      (word) => [...graphemes.segment(word)].find(({ segment }) => readable.test(segment))?.segment,
    )
    .filter((letter) => letter !== undefined)
    .slice(0, 2)
    .map((letter) => letter.toLocaleUpperCase())
    .join('');
}
