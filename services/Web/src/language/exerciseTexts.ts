import type { FormNote, RunSheet, RunSheetStep } from '../api/contract';
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

/**
 * A pause before another exercise is told from one between sets or sides by its name, which the
 * planner writes in English.
 */
const getsReady = (step: RunSheetStep) => step.name.startsWith('Get ready');

/** A step's name: the sheet says it in English, "Locust, Y arms" or "Get ready: Locust". */
export function nameOf(step: RunSheetStep, texts: Texts, lang: Lang): Said {
  const exercise = texts.get(step.exercise);
  if (lang === 'en' || !exercise) return asEnglish(step.name);
  if (step.kind !== 'rest') return { text: exercise.name, lang };
  return {
    text: getsReady(step)
      ? hindi.getReady(exercise.name)
      : step.name === 'Change sides'
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
      ? getsReady(step)
        ? exercise.getReady
        : exercise.rest
      : own?.leaveOut
        ? (own.level === 0 && ofLevel) || hindi.insteadOfWork
        : (own?.varied && ofLevel) || exercise.instruction;
  return text ? { text: filled(text, step.side, lang), lang } : asEnglish(said);
}

/**
 * A note's correction where its fault is known; words of the leader's own stay as they were
 * written. `english` is the fault's correction as the run sheet says it: a note that says something
 * else was written by hand.
 */
export function correctionOf(note: FormNote, texts: Texts, lang: Lang, english?: string): Said {
  const fault =
    lang === 'en' || !note.exercise || !note.fault
      ? undefined
      : texts.get(note.exercise)?.faults.find((one) => one.slug === note.fault);
  const byHand = english !== undefined && english !== note.text;
  return fault && !byHand ? { text: fault.correction, lang } : asEnglish(note.text);
}

/** The correction of a fault in the run sheet's own words. */
export function correctionIn(runSheet: RunSheet | undefined, note: FormNote): string | undefined {
  return runSheet?.steps
    .find((step) => step.exercise === note.exercise)
    ?.faults.find((fault) => fault.slug === note.fault)?.correction;
}

export function exerciseNameOf(slug: string, name: string, texts: Texts, lang: Lang): Said {
  const exercise = texts.get(slug);
  return lang === 'en' || !exercise ? asEnglish(name) : { text: exercise.name, lang };
}
