import { type ReactNode, useEffect, useMemo, useState } from 'react';
import { Link } from 'react-router';
import { useProfile } from '../auth/auth';
import { afterClass, community, progress, scheduling } from '../api/endpoints';
import type { ClassSummary, SummaryStep } from '../api/types';
import { useLoad } from '../api/useLoad';
import { Load, Skeleton } from '../design/primitives';
import { clockTime, duration, plural, todayIn } from '../design/time';
import { exerciseNameOf } from '../language/exerciseTexts';
import { useLanguage } from '../language/language';
import { useTexts } from '../language/useTexts';
import { CheckInForm, exercisesOf } from '../checkin/CheckInForm';
import { Figure } from '../figure/Figure';
import { NextClass } from '../session/NextClass';
import { dayMessage } from './dayMessage';
import { useCorrections } from '../messages/Notes';
import { useEachRound } from './useEachRound';
import { WhoSawYou } from './WhoSawYou';
import './summary.css';

const lastReportMs = 3_000;

interface SummaryProps {
  sessionId: string;
  round?: string;
  /** What stands instead for a class that, by this summary too, nobody began. */
  notHeld?: ReactNode;
}

/** What a participant takes home: what was done, their notes, how it felt, and when it goes on. */
export function Summary({ sessionId, round = '', notHeld }: SummaryProps) {
  const summary = useLoad(`summary:${sessionId}`, (signal) =>
    afterClass.summary(sessionId, signal),
  );
  const { timeZone } = useProfile();
  const { reload } = summary;
  useEachRound(round, reload);
  // The class's last moments are reported at its end, which may be just now.
  useEffect(() => {
    const timer = setTimeout(reload, lastReportMs);
    return () => clearTimeout(timer);
  }, [reload]);
  if (notHeld && !summary.problem) {
    if (!summary.data) return <Skeleton label="Loading what you did" lines={2} />;
    if (summary.data.watchedSeconds === 0 && summary.data.startedAtMs == null) return notHeld;
  }
  return (
    <div className="summary" data-testid="summary">
      {summary.data === undefined && !summary.problem ? (
        <Skeleton label="Loading what you did" lines={2} />
      ) : (
        <Load of={summary} label="Loading what you did">
          {(data) => (
            <>
              <Done summary={data} round={round} />
              <Notes summary={data} />
              {data.mirror && <WhoSawYou mirror={data.mirror} timeZone={timeZone} />}
              {data.watchedSeconds > 0 && <CheckIn summary={data} />}
            </>
          )}
        </Load>
      )}
      <Onwards sessionId={sessionId} round={round} />
    </div>
  );
}

function byExercise(steps: readonly SummaryStep[]) {
  const done = new Map<
    string,
    { exercise: string; name: string; seconds: number; watched: number }
  >();
  for (const step of steps) {
    if (step.kind === 'rest') continue;
    const one = done.get(step.exercise) ?? {
      exercise: step.exercise,
      name: step.exerciseName ?? step.name,
      seconds: 0,
      watched: 0,
    };
    done.set(step.exercise, {
      ...one,
      seconds: one.seconds + step.seconds,
      watched: one.watched + step.watchedSeconds,
    });
  }
  return [...done.values()];
}

const askAgainMs = 2_000;
const mostAsks = 10;

/**
 * What it did for the streak. Word of a class takes a moment, so as long as nothing is known it is
 * asked again, for a while.
 */
function DayLine({ summary, round }: { summary: ClassSummary; round: string }) {
  const { timeZone } = useProfile();
  const day = useLoad(`session-day:${summary.sessionId}`, (signal) =>
    community.sessionDay(summary.sessionId, signal),
  );
  const [asks, setAsks] = useState(0);
  const { reload } = day;
  useEachRound(round, reload);
  const unknown = !day.loading && day.data?.recorded !== true && asks < mostAsks;
  useEffect(() => {
    if (!unknown) return;
    const timer = setTimeout(() => {
      setAsks((count) => count + 1);
      reload();
    }, askAgainMs);
    return () => clearTimeout(timer);
  }, [unknown, reload]);
  const isOver = summary.endedAtMs != null;
  const isToday =
    summary.startedAtMs != null && todayIn(timeZone, summary.startedAtMs) === todayIn(timeZone);
  return (
    <p data-testid="day-words">
      <strong>
        {dayMessage({ watchedSeconds: summary.watchedSeconds, isOver, isToday }, day.data)}
      </strong>
    </p>
  );
}

function Done({ summary, round }: { summary: ClassSummary; round: string }) {
  const lang = useLanguage();
  const done = useMemo(() => byExercise(summary.steps), [summary.steps]);
  const texts = useTexts(
    useMemo(() => done.map((one) => one.exercise), [done]),
    lang,
  );
  return (
    <section className="card stack-s" aria-labelledby="done-title">
      <h3 id="done-title">What you did</h3>
      {summary.watchedSeconds > 0 ? (
        <DayLine summary={summary} round={round} />
      ) : (
        <p>You didn’t take part in this class.</p>
      )}
      <ul className="summary-done">
        {done.map((one) => {
          const name = exerciseNameOf(one.exercise, one.name, texts, lang);
          return (
            <li key={one.exercise}>
              <span className="summary-figure">
                <Figure exercise={one.exercise} />
              </span>
              <span>
                <Link to={`/library/exercises/${one.exercise}`} lang={name.lang}>
                  {name.text}
                </Link>
                <span className="muted small nums">
                  {one.watched > 0
                    ? `${duration(one.watched)} of ${duration(one.seconds)}`
                    : 'missed'}
                </span>
              </span>
            </li>
          );
        })}
      </ul>
    </section>
  );
}

function Notes({ summary }: { summary: ClassSummary }) {
  const { timeZone } = useProfile();
  const said = useCorrections(summary.notes);
  if (summary.notes.length === 0) return null;
  return (
    <section className="card stack-s" aria-labelledby="own-notes-title">
      <h3 id="own-notes-title">Your private notes</h3>
      <ul className="stack-s">
        {summary.notes.map((note) => {
          const message = said(note);
          return (
            <li key={note.noteId} className="summary-note">
              {note.exercise && (
                <span className="summary-figure">
                  <Figure exercise={note.exercise} />
                </span>
              )}
              <span>
                <strong lang={message.lang}>{message.text}</strong>
                <span className="muted small">
                  {clockTime(note.sentAtMs, timeZone)}, from {note.fromName}
                  {note.resolvedAtMs != null && ' · ✓ better by the end'}
                </span>
              </span>
            </li>
          );
        })}
      </ul>
    </section>
  );
}

function CheckIn({ summary }: { summary: ClassSummary }) {
  const before = useLoad(`check-in:${summary.sessionId}`, async (signal) =>
    progress.checkIn(summary.sessionId, signal).catch(() => null),
  );
  return (
    <section className="card stack-s" aria-labelledby="check-in-title">
      <h3 id="check-in-title">How was it?</h3>
      <p className="muted small">Only you see this. We adjust your next class to it.</p>
      {before.data === undefined ? (
        <Skeleton label="Loading your check-in" lines={1} />
      ) : (
        <CheckInForm
          first={before.data ? { ...before.data, missed: before.data.missed ?? [] } : undefined}
          exercises={exercisesOf(summary.steps)}
          sendLabel="Send my check-in"
          send={({ effort, pain, missed }) =>
            progress.sendCheckIn(summary.sessionId, {
              effort: effort ?? 1,
              pain: pain ?? 0,
              missed,
            })
          }
        />
      )}
    </section>
  );
}

/** The next class and the streak. */
function Onwards({ sessionId, round }: { sessionId: string; round: string }) {
  const session = useLoad(`session:${sessionId}`, (signal) =>
    scheduling.session(sessionId, signal),
  );
  const streak = useLoad('streak', community.streak);
  useEachRound(round, streak.reload);
  return (
    <section className="card stack-s" aria-labelledby="onwards-title">
      <h3 id="onwards-title">What’s next</h3>
      {streak.data && (
        <p>
          Streak: <strong>{plural(streak.data.current, 'day')}</strong>
          {streak.data.keptToday ? ', today included.' : '.'} <Link to="/streak">My streak</Link>
        </p>
      )}
      {session.data && <NextClass after={session.data} />}
      <p>
        <Link to="/progress">Your levels for next time</Link>
      </p>
    </section>
  );
}
