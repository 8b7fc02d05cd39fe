import { Link } from 'react-router';
import { streaming } from '../api/endpoints';
import { useLoad } from '../api/useLoad';
import { Icon } from '../design/icons';

/** The way to a class's recording, when there is one. */
export function WatchAgain({ sessionId }: { sessionId: string }) {
  const stream = useLoad(`stream:${sessionId}`, (signal) => streaming.state(sessionId, signal));
  if (!stream.data?.hasRecording) return null;
  return <Link className="button outline" data-testid="watch-again" to={`/sessions/${sessionId}/replay`}><Icon name="play" /> Watch again</Link>;
}
