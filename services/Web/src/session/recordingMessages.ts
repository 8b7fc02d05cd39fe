import type { RecordingState } from '../api/types';
import { type ClassState, isComing } from './classState';

/** Why a class cannot be watched again now; null when it can. */
export function whyNot(recording: RecordingState): string | null {
  switch (recording) {
    case 'ready':
      return null;
    case 'recording':
    case 'finishing':
      return 'The recording will be ready in a minute.';
    case 'deleted':
      return 'The instructor deleted this recording.';
    case 'expired':
      return 'This recording has expired.';
    default:
      return 'This class wasn’t recorded.';
  }
}

/**
 * The same of a class: one that is to come, or on, has no recording yet. Null, too, before the
 * class's state is known.
 */
export function whyNotYet(recording: RecordingState, state: ClassState | undefined): string | null {
  if (state === undefined) return null;
  return isComing(state) && recording !== 'ready'
    ? 'You can watch this class again once it’s over.'
    : whyNot(recording);
}
