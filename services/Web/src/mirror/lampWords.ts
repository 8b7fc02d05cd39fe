import { endingOf } from './endings';
import type { ShareState } from './shareState';
import type { Mirror } from './useMirror';

export interface Lamp {
  state: 'looked-at' | 'on' | 'alone' | 'paused' | 'hidden' | 'waiting';
  message: string;
}

const asked = (names: string[]): string =>
  names.length === 1
    ? `${names[0]} is looking`
    : names.length === 2
      ? `${names[0]} and ${names[1]} are looking`
      : `${names.length} coaches are looking`;

/** Each person once, though they watch from two windows. */
const namesOf = (people: readonly { memberId: string; displayName: string }[]): string[] => [
  ...new Map(people.map((one) => [one.memberId, one.displayName])).values(),
];

/** What is told to who does not see it: the lamp's words, or that it is out, and why. */
export function saidOf({ state, ended, stopped }: Pick<Mirror, 'state' | 'ended' | 'stopped'>) {
  if (state !== null && state.connection !== 'ended') return lampOf(state).message;
  if (ended !== null) return endingOf(ended).message;
  return stopped ? 'Nobody sees you any more' : '';
}

/** What is sent now, and who sees it, in as few words as a phone has room for. */
export function lampOf(state: ShareState): Lamp {
  if (state.connection !== 'on')
    return {
      state: 'waiting',
      message: state.wasOn ? 'Reconnecting. Not seen.' : 'Connecting. Not seen yet.',
    };
  if (state.paused) return { state: 'paused', message: 'Paused. Not seen.' };
  if (state.hidden) return { state: 'hidden', message: 'Not seen while this page is hidden.' };
  if (state.lookers.length > 0)
    return { state: 'looked-at', message: asked(namesOf(state.lookers)) };
  const names = namesOf(state.leaders);
  return names.length === 0
    ? { state: 'alone', message: 'Ready for your coach' }
    : {
        state: 'on',
        message: names.length === 1 ? `${names[0]} can see you` : 'Coaches can see you',
      };
}
