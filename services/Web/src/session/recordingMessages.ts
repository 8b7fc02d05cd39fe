import type { RecordingState } from '../api/types';

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
