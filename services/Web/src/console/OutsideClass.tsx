import { Link } from 'react-router';
import { useProfile } from '../auth/auth';
import type { Clock } from '../clock/clock';
import { AfterClass } from '../room/AfterClass';
import { BeforeClass } from '../room/BeforeClass';

interface Props {
  sessionId: string;
  startsAtMs: number;
  clock: Clock;
  live: boolean;
  over: boolean;
}

/** What a leader sees of a class that is over, or not about to begin yet. */
export function OutsideClass({ sessionId, startsAtMs, clock, live, over }: Props) {
  const { timeZone } = useProfile();
  if (over)
    return (
      <>
        <AfterClass sessionId={sessionId} dayKept={null} leader />
        <div className="row">
          <Link className="button primary" to={`/sessions/${sessionId}/report`}>
            See the report
          </Link>
        </div>
      </>
    );
  if (live || startsAtMs - clock.now() <= 60_000) return null;
  return <BeforeClass startsAtMs={startsAtMs} clock={clock} zone={timeZone} open />;
}
