import type { FormNote, RunSheetStep } from '../contract/hub';
import type { Exercise, Lang } from '../api/types';

/** Words with the language they are really in, which the page says in `lang`. */
export interface Said {
  text: string;
  lang: Lang;
}

export type Texts = ReadonlyMap<string, Exercise>;

const asEnglish = (text: string): Said => ({ text, lang: 'en' });
const sides: Record<Lang, Record<string, string>> = {
  en: { left: 'left', right: 'right' },
  hi: { left: 'बाईं', right: 'दाईं' },
};
const hindi = {
  getReady: (name: string) => `तैयार हों: ${name}`,
  changeSides: 'ओर बदलें',
  rest: 'आराम',
  insteadOfWork: 'अगले चरण तक आराम करें और नाक से धीरे-धीरे पसलियों में साँस भरें।',
};

export const sideIn = (side: string, lang: Lang): string => sides[lang][side] ?? side;

const filled = (text: string, side: string | null | undefined, lang: Lang) =>
  side ? text.replaceAll('{side}', sideIn(side, lang)) : text;

/** A step's name: the sheet says it in English, "Locust, Y arms" or "Get ready: Locust". */
export function nameOf(step: RunSheetStep, texts: Texts, lang: Lang): Said {
  const exercise = texts.get(step.exercise);
  if (lang === 'en' || !exercise) return asEnglish(step.name);
  if (step.kind !== 'rest') return { text: exercise.name, lang };
  return {
    text:
      step.pause === 'get-ready'
        ? hindi.getReady(exercise.name)
        : step.pause === 'change-sides'
          ? hindi.changeSides
          : hindi.rest,
    lang,
  };
}

/**
 * What to do now. `own` is the instruction of the member's own level, whose variation has words of
 * its own.
 */
export function instructionOf(
  step: RunSheetStep,
  texts: Texts,
  lang: Lang,
  own?: { instruction: string; level: number | null; varied: boolean; leaveOut: boolean },
): Said {
  const exercise = texts.get(step.exercise);
  const said = own?.instruction ?? step.instruction;
  if (lang === 'en' || !exercise) return asEnglish(said);
  const ofLevel = exercise.variations?.find((one) => one.level === own?.level)?.text;
  const text =
    step.kind === 'rest'
      ? step.pause === 'get-ready'
        ? exercise.getReady
        : exercise.rest
      : own?.leaveOut
        ? (own.level === 0 && ofLevel) || hindi.insteadOfWork
        : (own?.varied && ofLevel) || exercise.instruction;
  return text ? { text: filled(text, step.side, lang), lang } : asEnglish(said);
}

/** A note's correction where its fault supplied it; a leader's own words stay as they are. */
export function correctionOf(note: FormNote, texts: Texts, lang: Lang): Said {
  const fault =
    lang !== 'en' && note.fromFault !== false && note.exercise
      ? texts.get(note.exercise)?.faults.find((one) => one.slug === note.fault)
      : undefined;
  return fault ? { text: fault.correction, lang } : asEnglish(note.text);
}

export function exerciseNameOf(slug: string, name: string, texts: Texts, lang: Lang): Said {
  const exercise = texts.get(slug);
  return lang === 'en' || !exercise ? asEnglish(name) : { text: exercise.name, lang };
}
