import { Link } from 'react-router';
import { community } from '../api/endpoints';
import type { Streak } from '../api/types';
import { useLoad } from '../api/useLoad';
import { useProfile } from '../auth/auth';
import { Load, PageHead, Skeleton } from '../design/primitives';
import { addDays, plural, todayIn, weekday, zoneName, shareOf } from '../design/time';
import { Calendar } from './Calendar';
import { Ledger } from './Ledger';
import './streak.css';

function milestone(streak: Streak): string | null {
  const next = streak.nextMilestone;
  if (next <= streak.current) return null;
  return `Next goal: ${plural(next, 'day')}.`;
}

function today(streak: Streak): string {
  if (streak.keptToday) return 'Today counts.';
  return streak.current > 0
    ? 'Take a class today to keep your streak going.'
    : 'Take a class today to start a streak.';
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
      <PageHead
        title="My streak"
        actions={
          <Link className="button outline" to="/progress">
            My progress
          </Link>
        }
      >
        Days are counted in your time zone ({zoneName(timeZone)}).
      </PageHead>
      <Load of={streak} label="Loading your streak" lines={1}>
        {(data) => (
          <section className="streak-hero card roomy" aria-label="Streak">
            <div>
              <p
                className="streak-number nums"
                data-testid="streak-current"
                data-current={data.current}
              >
                {data.current}
                <span> {data.current === 1 ? 'day' : 'days'}</span>
              </p>
              <p>
                <strong>{today(data)}</strong> {milestone(data)}
              </p>
            </div>
            <dl className="streak-facts">
              <div>
                <dt>Longest</dt>
                <dd className="nums" data-testid="streak-longest">
                  {data.longest}
                </dd>
              </div>
              <div>
                <dt>Days practised</dt>
                <dd className="nums">{data.keptDays}</dd>
              </div>
              <div>
                <dt>Freezes left</dt>
                <dd className="nums">{data.freezes}</dd>
              </div>
              <div>
                <dt>Minutes this week</dt>
                <dd className="nums">{Math.round(data.minutesThisWeek)}</dd>
              </div>
            </dl>
          </section>
        )}
      </Load>
      <div className="columns streak-below">
        <section className="card roomy stack" aria-labelledby="calendar-title">
          <h2 id="calendar-title">The last seven weeks</h2>
          {calendar.data === undefined && !calendar.problem ? (
            <Skeleton label="Loading the calendar" lines={3} />
          ) : (
            <Load of={calendar} label="Loading the calendar">
              {(data) => <Calendar days={data.days} />}
            </Load>
          )}
        </section>
        <section className="card stack-s" aria-labelledby="how-title">
          <h2 id="how-title">How streaks work</h2>
          <ul className="bullets">
            {streak.data && (
              <li>
                A day counts when you do {shareOf(streak.data.rule.share)} of a live class, or{' '}
                {plural(streak.data.rule.minutes, 'minute')} of it.
              </li>
            )}
            <li>Days without a class are rest days. They never break your streak.</li>
            {streak.data?.rule.sentences.map((sentence) => (
              <li key={sentence}>{sentence}</li>
            ))}
          </ul>
          <p className="muted small">
            We count the time a live class is on your screen, once however many devices you use.
          </p>
        </section>
      </div>
      <section className="streak-below" aria-labelledby="ledger-title">
        <h2 id="ledger-title">History</h2>
        <p className="muted small">Your classes and what they did for your streak, newest first.</p>
        <Ledger />
      </section>
    </>
  );
}
