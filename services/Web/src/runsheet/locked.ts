import { type ClassFacts, type ClassState, classState } from '../session/classState';

const notTheirs = 'Only the instructor of this class can change its plan.';
const messages: Record<ClassState, string> = {
  planned: notTheirs,
  'doors-open': notTheirs,
  live: 'The class has started, so its plan can’t be changed any more.',
  ended: 'This class is over, so its plan can’t be changed any more.',
  cancelled: 'This class was cancelled, so its plan can’t be changed any more.',
  'not-held': 'This class didn’t take place, so its plan can’t be changed any more.',
};

/** Why somebody who may read a class's plan cannot change it. */
export const whyLocked = (session: ClassFacts, now: number): string =>
  messages[classState(session, now)];
