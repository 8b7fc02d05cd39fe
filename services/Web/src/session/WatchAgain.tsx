import { Link } from 'react-router';
import { Icon } from '../design/icons';
import { useRecording } from './useRecording';
import { whyNot } from './recordingMessages';

/**
 * The way to the recording of a class that is over, or why there is none to watch; nothing when
 * there never was one.
 */
export function WatchAgain({ sessionId }: { sessionId: string }) {
  const recording = useRecording(sessionId).data?.recording ?? 'none';
  if (recording === 'none') return null;
  if (recording !== 'ready')
    return (
      <p className="muted" role="status" data-testid="watch-again-later" data-recording={recording}>
        {whyNot(recording)}
      </p>
    );
  return (
    <Link className="button outline" data-testid="watch-again" to={`/sessions/${sessionId}/replay`}>
      <Icon name="play" /> Watch again
    </Link>
  );
}
