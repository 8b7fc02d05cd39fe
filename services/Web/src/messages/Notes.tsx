import { useEffect, useMemo, useRef, useState } from 'react';
import { useProfile } from '../auth/auth';
import type { Cue, FormNote, FormNoteMark, RunSheet } from '../contract/hub';
import { Icon } from '../design/icons';
import { Button, PersonName } from '../design/primitives';
import { clockTime } from '../design/time';
import { correctionOf, type Said } from '../language/exerciseTexts';
import { useLanguage } from '../language/language';
import { useTexts } from '../language/useTexts';
import { hasPassed, isCorrection, lineOf, openAgain, putAway, readingMs } from './noteShow';
import { lengthOf } from './Cues';
import { useInSight, useSeen, useShowing } from './useNoteShow';
import './messages.css';

/** Notes in the member's language where a fault supplied the words. */
export function useCorrections(notes: readonly FormNote[]): (note: FormNote) => Said {
  const lang = useLanguage();
  const slugs = useMemo(
    () =>
      notes.flatMap((note) =>
        note.exercise && note.fault && note.fromFault !== false ? [note.exercise] : [],
      ),
    [notes],
  );
  const texts = useTexts(slugs, lang);
  return (note) => correctionOf(note, texts, lang);
}

interface Props {
  notes: FormNote[];
  /** Null until it is read. */
  runSheet: RunSheet | null;
  /** The log as far as the picture has come: a note goes with its exercise. */
  shown: readonly Cue[];
  /** In the room, so that what was seen can be said. */
  here: boolean;
  mark: (noteId: string, mark: FormNoteMark) => Promise<unknown>;
}

/**
 * A correction that only this member gets: read out at once, in full for as long as reading takes,
 * then a line until its exercise is over.
 */
export function OwnNotes({ notes, runSheet, shown, here, mark }: Props) {
  const [problem, setProblem] = useState(false);
  const [held, setHeld] = useState(false);
  const box = useRef<HTMLDivElement>(null);
  const said = useCorrections(notes);
  // What may be over does not begin to show.
  const passed = (note: FormNote) => hasPassed(note, runSheet?.steps ?? null, shown) !== false;
  const { showing, change, run } = useShowing(notes, {
    passed,
    readingMs: (note) => readingMs(said(note).text),
  });
  const full = notes.find((note) => note.noteId === showing.noteId);
  const line = lineOf(showing, notes, passed);
  const inSight = useInSight(box, showing.noteId);
  useSeen(full, inSight, here ? mark : undefined);
  useEffect(() => run(inSight && !held), [run, inSight, held]);
  const [shownId, setShownId] = useState(showing.noteId);
  if (shownId !== showing.noteId) {
    setShownId(showing.noteId);
    setHeld(false);
    setProblem(false);
  }
  useEffect(() => {
    if (showing.noteId !== null && navigator.userActivation?.hasBeenActive)
      navigator.vibrate?.(120);
  }, [showing.noteId]);

  const close = (noteId: string) => {
    // Whoever came by keyboard goes on in the class, not at the page's top.
    if (box.current?.contains(document.activeElement))
      document.getElementById('main')?.focus({ preventScroll: true });
    change((old) => putAway(old, noteId));
  };
  const gotIt = (noteId: string) => {
    close(noteId);
    void mark(noteId, 'seen').catch(() => undefined);
  };
  const fixed = (noteId: string) => {
    setProblem(false);
    void mark(noteId, 'better').then(
      () => close(noteId),
      () => setProblem(true),
    );
  };

  const message = full && said(full);
  const lineText = line && said(line);
  return (
    <div className="own-note-place">
      {/* Apart from what is seen, so that a note that becomes a line is not read out twice. */}
      <p className="visually-hidden" role="alert" aria-live="assertive" lang={message?.lang}>
        {message && `For you only: ${message.text}`}
      </p>
      {full && message && (
        <div
          ref={box}
          className="own-note"
          role="group"
          aria-label="For you only"
          data-testid="form-note"
          data-seen={full.seenAtMs != null}
          data-length={lengthOf(message.text)}
          onPointerEnter={(event) => event.pointerType === 'mouse' && setHeld(true)}
          onPointerLeave={() => setHeld(false)}
          onFocus={() => setHeld(true)}
          onBlur={() => setHeld(false)}
        >
          <div className="own-note-head">
            <span className="own-note-from">
              <Icon name="lock" />{' '}
              <span>
                For you only<PersonName line>{full.fromName}</PersonName>
              </span>
            </span>
            <Button
              compact
              variant="outline"
              onClick={() => gotIt(full.noteId)}
              data-testid="form-note-done"
            >
              Got it
            </Button>
            {isCorrection(full) && (
              <Button
                compact
                variant="primary"
                onClick={() => fixed(full.noteId)}
                data-testid="form-note-better"
              >
                Fixed it
              </Button>
            )}
          </div>
          <p className="own-note-text" lang={message.lang} dir="auto">
            {message.text}
          </p>
          {problem && (
            <p className="small" role="status">
              Not sent. Try again.
            </p>
          )}
        </div>
      )}
      {line && lineText && (
        <button
          type="button"
          className="note-line"
          data-testid="form-note-line"
          onClick={() => change((old) => openAgain(old, line.noteId))}
        >
          <Icon name="lock" /> <span className="visually-hidden">Show your note again: </span>
          <span lang={lineText.lang} dir="auto">
            {lineText.text}
          </span>
        </button>
      )}
    </div>
  );
}

/**
 * All one's notes of this class, newest first; one that came for an exercise that was over by then
 * is seen here.
 */
export function NoteList({ notes, runSheet, shown, here, mark }: Props) {
  const said = useCorrections(notes);
  if (notes.length === 0) return null;
  return (
    <section className="panel" aria-labelledby="notes-title">
      <h2 id="notes-title">
        Your form notes{' '}
        <span className="badge warm">
          <Icon name="lock" /> private
        </span>
      </h2>
      <ol className="cue-list" data-testid="form-note-list">
        {[...notes].reverse().map((note) => (
          <ListedNote
            key={note.noteId}
            note={note}
            message={said(note)}
            passed={hasPassed(note, runSheet?.steps ?? null, shown) === true}
            mark={here ? mark : undefined}
          />
        ))}
      </ol>
    </section>
  );
}

function ListedNote({
  note,
  message,
  passed,
  mark,
}: {
  note: FormNote;
  message: Said;
  passed: boolean;
  mark: Props['mark'] | undefined;
}) {
  const { timeZone } = useProfile();
  const item = useRef<HTMLLIElement>(null);
  const inSight = useInSight(item, passed && note.seenAtMs == null ? note.noteId : null);
  useSeen(note, inSight, mark);
  return (
    <li ref={item}>
      <time className="muted small nums">{clockTime(note.sentAtMs, timeZone)}</time>
      <span>
        <span lang={message.lang} dir="auto">
          {message.text}
        </span>{' '}
        <span className="muted small">
          <PersonName>{note.fromName}</PersonName>
        </span>{' '}
        {note.resolvedAtMs != null ? (
          <span className="badge good">✓ fixed</span>
        ) : (
          mark &&
          isCorrection(note) && (
            <Button
              compact
              variant="ghost"
              data-testid={`better-${note.noteId}`}
              onClick={() => void mark(note.noteId, 'better').catch(() => undefined)}
            >
              Fixed it
            </Button>
          )
        )}
      </span>
    </li>
  );
}
