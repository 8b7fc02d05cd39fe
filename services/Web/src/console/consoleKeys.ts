import type { KeyAct } from './keys';
import type { useCoaching } from './useCoaching';

/** Does what a key does to the roster and its notes, and says whether; undefined for other keys. */
export function coachingKey(
  key: KeyAct,
  coach: ReturnType<typeof useCoaching>,
): boolean | undefined {
  switch (key.act) {
    case 'move':
      return (coach.move(key.by), true);
    case 'pick':
      return coach.pickAtCursor(key.add);
    case 'hand':
      return coach.nextHand();
    case 'without-note':
      return (coach.setOnlyWithoutNote(!coach.onlyWithoutNote), true);
    case 'pin':
      return coach.selection.at !== null && (coach.togglePin(coach.selection.at), true);
    case 'better':
      return coach.betterOfChosen();
    case 'again':
      return coach.sendHeld() !== undefined;
    case 'fault':
      return coach.fault(key.index) !== undefined;
    case 'cohort':
      return coach.cohortAt(key.index) !== undefined;
    case 'clear':
      return ((document.activeElement as HTMLElement | null)?.blur(), coach.clear(), true);
    default:
      return undefined;
  }
}

interface ClassActs {
  template: (index: number) => boolean;
  nextStep: () => boolean;
  prepared: () => boolean;
  cue: () => boolean;
  search: () => boolean;
  help: () => boolean;
}

/** The same for the class as a whole. */
export function classKey(key: KeyAct, acts: ClassActs): boolean {
  switch (key.act) {
    case 'template':
      return acts.template(key.index);
    case 'next-step':
      return acts.nextStep();
    case 'prepared':
      return acts.prepared();
    case 'cue':
      return acts.cue();
    case 'search':
      return acts.search();
    case 'help':
      return acts.help();
    default:
      return false;
  }
}
