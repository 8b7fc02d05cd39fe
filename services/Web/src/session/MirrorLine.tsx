import { Link } from 'react-router';
import { readSettings } from '../api/settings';
import type { SessionDetail } from '../api/types';
import { useLoad } from '../api/useLoad';
import { mirrorForLeaders, mirrorForMembers } from './mirrorMessage';

/** Whether members can let the leaders see them in this class. */
export function MirrorLine({ session }: { session: SessionDetail }) {
  const isOn = useLoad('settings', readSettings).data?.mirror;
  if (!isOn || session.coachedSeats === 0) return null;
  const said = session.leads
    ? `${mirrorForLeaders(session.mirror)}.`
    : mirrorForMembers(session.mirror);
  return (
    <p className="muted small" data-testid="mirror-line">
      {said} <Link to="/mirror">Who can see what</Link>
    </p>
  );
}
