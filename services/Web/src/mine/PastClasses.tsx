import { useState } from 'react';
import { Link } from 'react-router';
import { live, streaming } from '../api/endpoints';
import { useAction } from '../api/useAction';
import type { MyClass } from '../api/types';
import { useLoad } from '../api/useLoad';
import { useProfile } from '../auth/auth';
import { Icon } from '../design/icons';
import { Button, ErrorNote, Load } from '../design/primitives';
import { countdown, dayAndTime, plural } from '../design/time';
import { useCorrections } from '../messages/Notes';

interface Page {
  classes: MyClass[];
  recorded: Set<string>;
  next?: string | null;
}

/**
 * A page of past classes, and which of them can be watched again: that is another service's to say,
 * and no reason to show nothing.
 */
async function readPage(after: string | undefined, signal?: AbortSignal): Promise<Page> {
  const { classes, next } = await live.myClasses(after, signal);
  const over = classes.filter((one) => one.endedAt != null).map((one) => one.sessionId);
  const recorded = over.length === 0 ? [] : await streaming.recorded(over, signal).catch(() => []);
  return { classes, next, recorded: new Set(recorded) };
}

export function PastClasses() {
  const first = useLoad('my-classes', (signal) => readPage(undefined, signal));
  const [older, setOlder] = useState<Page[]>([]);
  const { busy, problem, run } = useAction();
  const more = async (after: string) => {
    await run(async () => {
      const page = await readPage(after);
      setOlder((pages) => [...pages, page]);
    });
  };
  return (
    <Load of={first} label="Loading your past classes" lines={3}>
      {(data) => {
        const pages = [data, ...older];
        const { next } = pages.at(-1)!;
        if (data.classes.length === 0) {
          return (
            <div className="empty card">
              <p>
                Your classes appear here after your first one, each with a summary and your private
                notes.
              </p>
              <Link className="button outline" to="/">
                Find a class
              </Link>
            </div>
          );
        }
        return (
          <>
            <ul className="my-classes" data-testid="past-classes">
              {pages.flatMap((page) =>
                page.classes.map((one) => (
                  <PastClass
                    key={one.sessionId}
                    one={one}
                    recorded={page.recorded.has(one.sessionId)}
                  />
                )),
              )}
            </ul>
            {problem && <ErrorNote problem={problem} />}
            {next && (
              <div className="row center">
                <Button
                  variant="outline"
                  busy={busy}
                  data-testid="older-classes"
                  onClick={() => void more(next)}
                >
                  Show older classes
                </Button>
              </div>
            )}
          </>
        );
      }}
    </Load>
  );
}

const led = { instructor: 'You led', coach: 'You coached' };

function PastClass({ one, recorded }: { one: MyClass; recorded: boolean }) {
  const { timeZone } = useProfile();
  const asLeader = one.role === 'instructor' || one.role === 'coach' ? led[one.role] : undefined;
  return (
    <li className="card my-class" data-testid="past-class" data-session={one.sessionId}>
      <div className="grow">
        <h3>
          <Link to={`/sessions/${one.sessionId}`}>{one.title}</Link>
        </h3>
        <p className="muted small">
          {dayAndTime(one.startedAt, timeZone)} ·{' '}
          {asLeader ?? `you did ${countdown(one.watchedSeconds * 1000)}`}
          {one.endedAt == null && ' · still on'}
        </p>
      </div>
      <div className="row">
        {asLeader === undefined ? (
          <Link
            className="button outline compact"
            to={`/sessions/${one.sessionId}/summary`}
            aria-label={`Summary of ${one.title}, ${dayAndTime(one.startedAt, timeZone)}`}
          >
            Summary
          </Link>
        ) : (
          one.endedAt != null && (
            <Link
              className="button outline compact"
              to={`/sessions/${one.sessionId}/report`}
              aria-label={`Report of ${one.title}, ${dayAndTime(one.startedAt, timeZone)}`}
            >
              Report
            </Link>
          )
        )}
        {recorded && (
          <Link
            className="button outline compact"
            data-testid="watch-again"
            to={`/sessions/${one.sessionId}/replay`}
            aria-label={`Watch ${one.title} again, ${dayAndTime(one.startedAt, timeZone)}`}
          >
            <Icon name="play" /> Watch again
          </Link>
        )}
      </div>
      {one.notes.length > 0 && <NoteHistory one={one} />}
    </li>
  );
}

/** The private notes of a class. */
function NoteHistory({ one }: { one: MyClass }) {
  const said = useCorrections(one.notes);
  return (
    <details className="my-notes">
      <summary>{plural(one.notes.length, 'private note')}</summary>
      <ul className="bullets">
        {one.notes.map((note) => {
          const message = said(note);
          return (
            <li key={note.noteId}>
              <span lang={message.lang}>{message.text}</span>{' '}
              <span className="muted small">
                {note.fromName}
                {note.resolvedAtMs != null && ' · ✓ better by the end'}
              </span>
            </li>
          );
        })}
      </ul>
    </details>
  );
}
