import { Link } from 'react-router';
import { scheduling } from '../api/endpoints';
import { serverNow } from '../clock/serverTime';
import { useLoad } from '../api/useLoad';
import { useProfile } from '../auth/auth';
import { dayAndTime } from '../design/time';
import { nextClass } from './classState';

/** The way on from a class that is over or does not come. */
export function NextClass({ after }: { after: { sessionId: string; seriesId?: string | null } }) {
  const { timeZone } = useProfile();
  const timetable = useLoad(`next:${timeZone}`, (signal) => scheduling.timetable(timeZone, signal));
  const next = nextClass(timetable.data?.sessions ?? [], after, serverNow());
  if (!next)
    return timetable.data ? (
      <p>
        No other class is planned yet. <Link to="/library">Practise on your own</Link> meanwhile.
      </p>
    ) : null;
  return (
    <p data-testid="next-class">
      Next class:{' '}
      <Link to={`/sessions/${next.sessionId}`}>
        <strong>{next.title}</strong>
      </Link>
      , {dayAndTime(next.startsAt, timeZone)}
      {next.myBooking.status === 'booked' ? '. Your feedback spot is booked.' : '.'}
    </p>
  );
}
