import { limits } from '../contract/limits';

export interface Placeholders {
  /** Display name of who gets the note; none when there are several. */
  name?: string;
  exercise?: string;
  /** Null for a step without sides: then the placeholder goes. */
  side?: string | null;
}

export const mostTemplates = limits.TemplateList.templates.maxItems;
export const longestTemplate = limits.Template.text.maxLength;

export const firstTemplates = [
  '{name}, half the range today, and breathe out on the effort.',
  'Slower, {name}: one movement a breath.',
  'Good, {name}. Keep exactly this {exercise}.',
];

/**
 * A template as one person reads it. What is not known yet stays as it is written; the server fills
 * it for each target.
 */
export function filled(text: string, known: Placeholders): string {
  const first = known.name?.trim().split(/\s+/)[0];
  return text
    .replaceAll('{name}', first ?? '{name}')
    .replaceAll('{exercise}', known.exercise ?? '{exercise}')
    .replaceAll(
      known.side === null ? / ?\{side\}/g : '{side}',
      known.side === undefined ? '{side}' : (known.side ?? ''),
    )
    .trimStart();
}

/** Without empty lines, cut to what is kept, each once. */
export function tidy(texts: readonly string[]): string[] {
  return [
    ...new Set(texts.map((text) => text.trim().slice(0, longestTemplate)).filter(Boolean)),
  ].slice(0, mostTemplates);
}
