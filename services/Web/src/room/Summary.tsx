import { useEffect, useMemo } from 'react';
import { Link } from 'react-router';
import { useProfile } from '../account/session';
import { afterClass, community, progress, scheduling } from '../api/endpoints';
import type { ClassSummary, SummaryStep } from '../api/types';
import { useLoad } from '../api/useLoad';
import { Load, Skeleton } from '../design/primitives';
import { clockTime, dayAndTime, duration, plural } from '../design/time';
import { exerciseNameOf } from '../language/exerciseTexts';
import { useLanguage } from '../language/language';
import { useTexts } from '../language/useTexts';
import { CheckInForm, exercisesOf } from '../practice/CheckInForm';
import { Figure } from './Figure';
import { useCorrections } from './Notes';
import './summary.css';

/** Loads again when something new is known, and leaves on screen what is there: somebody may be filling it in. */
function useEachRound(round: string, reload: () => void) {
  useEffect(() => {
    if (round !== '') reload();
  }, [round, reload]);
}

/** What a participant takes home: what was done, their notes, how it felt, and when it goes on. */
export function Summary({ sessionId, round = '' }: { sessionId: string; round?: string }) {
  const summary = useLoad(`summary:${sessionId}`, (signal) => afterClass.summary(sessionId, signal));
  useEachRound(round, summary.reload);
  return (
    <div className="summary" data-testid="summary">
      {summary.data === undefined && !summary.problem ? <Skeleton label="Loading what you did" lines={2} /> : (
        <Load of={summary} label="Loading what you did">
          {(data) => (
            <>
              <Done summary={data} />
              <Notes summary={data} />
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
  const done = new Map<string, { exercise: string; name: string; seconds: number; watched: number }>();
  for (const step of steps) {
    if (step.kind === 'rest') continue;
    const one = done.get(step.exercise) ?? { exercise: step.exercise, name: step.name.split(',')[0]!, seconds: 0, watched: 0 };
    done.set(step.exercise, { ...one, seconds: one.seconds + step.seconds, watched: one.watched + step.watchedSeconds });
  }
  return [...done.values()];
}

function Done({ summary }: { summary: ClassSummary }) {
  const lang = useLanguage();
  const done = useMemo(() => byExercise(summary.steps), [summary.steps]);
  const texts = useTexts(useMemo(() => done.map((one) => one.exercise), [done]), lang);
  return (
    <section className="card stack-s" aria-labelledby="done-title">
      <h3 id="done-title">What you did</h3>
      <p>
        {summary.watchedSeconds > 0
          ? <>You took part for <strong>{duration(summary.watchedSeconds)}</strong>{summary.classSeconds > 0 && ` of ${duration(summary.classSeconds)}`}.</>
          : 'You did not take part in this class.'}
      </p>
      <ul className="summary-done">
        {done.map((one) => {
          const name = exerciseNameOf(one.exercise, one.name, texts, lang);
          return (
            <li key={one.exercise}>
              <span className="summary-figure"><Figure exercise={one.exercise} /></span>
              <span><Link to={`/library/exercises/${one.exercise}`} lang={name.lang}>{name.text}</Link><span className="muted small nums">{one.watched > 0 ? `${duration(one.watched)} of ${duration(one.seconds)}` : 'not seen'}</span></span>
            </li>
          );
        })}
      </ul>
    </section>
  );
}

function Notes({ summary }: { summary: ClassSummary }) {
  const { timeZone } = useProfile();
  const said = useCorrections(summary.notes, undefined);
  if (summary.notes.length === 0) return null;
  return (
    <section className="card stack-s" aria-labelledby="own-notes-title">
      <h3 id="own-notes-title">Your form notes</h3>
      <ul className="stack-s">
        {summary.notes.map((note) => {
          const words = said(note);
          return (
            <li key={note.noteId} className="summary-note">
              {note.exercise && <span className="summary-figure"><Figure exercise={note.exercise} /></span>}
              <span>
                <strong lang={words.lang}>{words.text}</strong>
                <span className="muted small">{clockTime(note.atMs, timeZone)}, from {note.fromName}{note.betterAtMs != null && ' · ✓ better by the end'}</span>
              </span>
            </li>
          );
        })}
      </ul>
    </section>
  );
}

function CheckIn({ summary }: { summary: ClassSummary }) {
  const before = useLoad(`check-in:${summary.sessionId}`, async (signal) => progress.checkIn(summary.sessionId, signal).catch(() => null));
  return (
    <section className="card stack-s" aria-labelledby="check-in-title">
      <h3 id="check-in-title">How was it?</h3>
      <p className="muted small">Only you see this. Your next dosage is decided from it.</p>
      {before.data === undefined
        ? <Skeleton label="Loading your check-in" lines={1} />
        : <CheckInForm
            first={before.data ?? undefined}
            exercises={exercisesOf(summary.steps)}
            sendWords="Send my check-in"
            send={({ effort, pain, missed }) => progress.sendCheckIn(summary.sessionId, { effort: effort ?? 1, pain: pain ?? 0, missed })}
          />}
    </section>
  );
}

/** The next class, first one's own seat, then the same series, then any; and the streak. */
function Onwards({ sessionId, round }: { sessionId: string; round: string }) {
  const { timeZone } = useProfile();
  const timetable = useLoad(`next:${timeZone}`, (signal) => scheduling.timetable(timeZone, signal));
  const streak = useLoad('streak', community.streak);
  useEachRound(round, streak.reload);
  const sessions = timetable.data?.sessions ?? [];
  const series = sessions.find((session) => session.sessionId === sessionId)?.seriesId;
  const coming = sessions.filter((session) => session.sessionId !== sessionId && session.status === 'planned' && Date.parse(session.startsAt) > Date.now());
  const next = coming.find((session) => session.myBooking.status === 'booked') ?? coming.find((session) => series && session.seriesId === series) ?? coming[0];
  return (
    <section className="card stack-s" aria-labelledby="onwards-title">
      <h3 id="onwards-title">How it goes on</h3>
      {streak.data && <p>Streak: <strong>{plural(streak.data.current, 'day')}</strong>{streak.data.keptToday ? ', and today is kept.' : '.'} <Link to="/streak">My streak</Link></p>}
      {next
        ? <p>Next class: <Link to={`/sessions/${next.sessionId}`}><strong>{next.title}</strong></Link>, {dayAndTime(next.startsAt, timeZone)}{next.myBooking.status === 'booked' ? ', your seat is booked.' : '.'}</p>
        : timetable.data && <p>No class is planned yet. <Link to="/library">Practise one of the programmes</Link> meanwhile.</p>}
      <p><Link to="/progress">What each exercise is for you next time</Link></p>
    </section>
  );
}
