import { Link } from 'react-router';
import { community } from '../api/endpoints';
import type { Streak } from '../api/types';
import { useLoad } from '../api/useLoad';
import { useProfile } from '../account/session';
import { Load, PageHead, Skeleton } from '../design/primitives';
import { addDays, plural, todayIn, weekday, zoneName } from '../design/time';
import { Calendar } from './Calendar';
import { Ledger } from './Ledger';
import './streak.css';

function milestone(streak: Streak): string | null {
  const next = typeof streak.nextMilestone === 'number' ? streak.nextMilestone : streak.nextMilestone?.days;
  if (!next || next <= streak.current) return null;
  return `${plural(next - streak.current, 'more day')} to ${next}.`;
}

function today(streak: Streak): string {
  if (streak.keptToday) return 'Today is kept.';
  return streak.current > 0 ? 'Today is still open: a class keeps the streak going.' : 'A class today starts a streak.';
}

export function StreakPage() {
  const { timeZone } = useProfile();
  const day = todayIn(timeZone);
  const from = addDays(day, -weekday(day) - 42);
  const to = addDays(day, 6 - weekday(day));
  const streak = useLoad('streak', community.streak);
  const calendar = useLoad(`${from}:${to}`, (signal) => community.calendar(from, to, signal));
  return (
    <>
      <PageHead title="My streak" actions={<Link className="button outline" to="/progress">My progress</Link>}>Days are counted in your zone: {zoneName(timeZone)}.</PageHead>
      <Load of={streak} label="Loading your streak" lines={1}>
        {(data) => (
          <section className="streak-hero card roomy" aria-label="Streak">
            <div>
              <p className="streak-number nums" data-testid="streak-current" data-current={data.current}>{data.current}<span> {data.current === 1 ? 'day' : 'days'}</span></p>
              <p><strong>{today(data)}</strong> {milestone(data)}</p>
            </div>
            <dl className="streak-facts">
              <div><dt>Longest</dt><dd className="nums" data-testid="streak-longest">{data.longest}</dd></div>
              <div><dt>Kept days</dt><dd className="nums">{data.keptDays}</dd></div>
              <div><dt>Freezes in hand</dt><dd className="nums">{data.freezes}</dd></div>
              <div><dt>Minutes this week</dt><dd className="nums">{Math.round(data.minutesThisWeek)}</dd></div>
            </dl>
          </section>
        )}
      </Load>
      <div className="columns streak-below">
        <section className="card roomy stack" aria-labelledby="calendar-title">
          <h2 id="calendar-title">The last seven weeks</h2>
          {calendar.data === undefined && !calendar.problem ? <Skeleton label="Loading the calendar" lines={3} /> : (
            <Load of={calendar} label="Loading the calendar">{(data) => <Calendar days={data.days} />}</Load>
          )}
        </section>
        <section className="card stack-s" aria-labelledby="how-title">
          <h2 id="how-title">What keeps a day</h2>
          <ul className="bullets">
            <li>Take part in half of a live class, or in ten minutes of it.</li>
            <li>Days without any class are rest days. They never break a streak.</li>
            <li>Seven kept days earn a freeze; you can hold two.</li>
            <li>A freeze protects a missed day by itself, and is then used up.</li>
          </ul>
          <p className="muted small">Only what was on your screen while the class was on counts, each minute once however many devices you use.</p>
        </section>
      </div>
      <section className="streak-below" aria-labelledby="ledger-title">
        <h2 id="ledger-title">Ledger</h2>
        <p className="muted small">Every fact your streak is counted from, newest first.</p>
        <Ledger />
      </section>
    </>
  );
}
