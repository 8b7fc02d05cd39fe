import { useProfile } from '../auth/auth';
import type { FormNote } from '../contract/hub';
import type { HistoryNote } from '../api/types';
import { Button, PersonName } from '../design/primitives';
import { clockTime, dayAndTime } from '../design/time';
import { isCorrection } from '../messages/noteShow';
import type { CoachedRow } from './rosterRows';
import { noteState } from './RosterLine';

interface Props {
  row: CoachedRow;
  /** This week's notes, of all classes; none until they are read. */
  week: HistoryNote[] | undefined;
  alone: boolean;
  onBetter: (note: FormNote) => Promise<boolean>;
}

const messages = { better: 'better now', seen: 'seen', sent: 'not seen yet' } as const;

function Receipt({ note }: { note: { seenAtMs?: number | null; resolvedAtMs?: number | null } }) {
  const state = noteState(note);
  return (
    <span className={`badge ${state === 'better' ? 'good' : state === 'seen' ? '' : 'warm'}`}>
      {messages[state]}
    </span>
  );
}

/**
 * What was said to one person: in this class, with whether it was seen and helped, and this week
 * before it.
 */
export function PersonNotes({ row, week, alone, onBetter }: Props) {
  const { timeZone: zone } = useProfile();
  const timeOf = (note: FormNote) => clockTime(note.sentAtMs, zone);
  const here = new Set(row.notes.map((note) => note.noteId));
  const before = (week ?? [])
    .filter((note) => !here.has(note.noteId))
    .sort((a, b) => b.sentAtMs - a.sentAtMs);
  if (row.notes.length === 0 && before.length === 0)
    return alone ? (
      <p className="muted small">
        {row.displayName} has had no note in this class{week ? ' or this week' : ''}.
      </p>
    ) : null;
  return (
    <div className="person-notes">
      {row.notes.length > 0 && (
        <>
          <h3 className="small">
            {alone ? 'In this class' : <PersonName>{row.displayName}</PersonName>}
          </h3>
          <ol tabIndex={0} aria-label={`Notes to ${row.displayName} in this class`}>
            {[...row.notes].reverse().map((note) => (
              <li key={note.noteId}>
                <span className="grow">
                  <span className="muted small nums">{timeOf(note)}</span> {note.text}{' '}
                  <span className="muted small">
                    <PersonName>{note.fromName}</PersonName>
                  </span>
                </span>
                <Receipt note={note} />
                {note.resolvedAtMs == null && isCorrection(note) && (
                  <Button
                    compact
                    variant="outline"
                    data-testid={`better-${note.noteId}`}
                    aria-label={`Better now: ${note.text}`}
                    onClick={() => void onBetter(note)}
                  >
                    Better
                  </Button>
                )}
              </li>
            ))}
          </ol>
        </>
      )}
      {before.length > 0 && (
        <details open={row.notes.length === 0}>
          <summary className="small">Earlier this week: {before.length}</summary>
          <ol tabIndex={0} aria-label={`Notes to ${row.displayName} earlier this week`}>
            {before.map((note) => (
              <li key={note.noteId}>
                <span className="grow">
                  <span className="muted small nums">{dayAndTime(note.sentAtMs, zone)}</span>{' '}
                  {note.text} <span className="muted small">{note.title}</span>
                </span>
                <Receipt note={note} />
              </li>
            ))}
          </ol>
        </details>
      )}
    </div>
  );
}
