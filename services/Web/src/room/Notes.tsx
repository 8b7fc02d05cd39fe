import { useEffect, useMemo, useState } from 'react';
import type { FormNote, FormNoteMark, RunSheet } from '../api/contract';
import { Icon } from '../design/icons';
import { Button } from '../design/primitives';
import { clockTime, ownZone } from '../design/time';
import { correctionIn, correctionOf, type Said } from '../language/exerciseTexts';
import { useLanguage } from '../language/language';
import { useTexts } from '../language/useTexts';

/** A note counts as seen once it has been on a visible screen for so long. */
const seenAfterMs = 1_500;

/** Notes in the member's language where the fault is known. */
export function useCorrections(notes: readonly FormNote[], runSheet: RunSheet | undefined): (note: FormNote) => Said {
  const lang = useLanguage();
  const slugs = useMemo(() => notes.flatMap((note) => (note.exercise && note.fault ? [note.exercise] : [])), [notes]);
  const texts = useTexts(slugs, lang);
  return (note) => correctionOf(note, texts, lang, correctionIn(runSheet, note));
}

interface Props {
  notes: FormNote[];
  runSheet?: RunSheet;
  mark?: (noteId: string, mark: FormNoteMark) => Promise<unknown>;
}

/** A correction that only this member gets: it stays in front until it is acknowledged, and is read out at once. */
export function OwnNotes({ notes, runSheet, mark }: Props) {
  const [closed, setClosed] = useState<string | null>(null);
  const [problem, setProblem] = useState(false);
  const said = useCorrections(notes, runSheet);
  const last = notes.at(-1);
  const open = last !== undefined && last.noteId !== closed && last.betterAtMs == null;
  const unseen = open && last.seenAtMs == null ? last.noteId : null;

  useEffect(() => {
    if (open && navigator.userActivation?.hasBeenActive) navigator.vibrate?.(120);
  }, [open, last?.noteId]);

  useEffect(() => {
    if (unseen === null || !mark) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const look = () => {
      clearTimeout(timer);
      if (!document.hidden) timer = setTimeout(() => void mark(unseen, 'seen').catch(() => undefined), seenAfterMs);
    };
    look();
    document.addEventListener('visibilitychange', look);
    return () => {
      clearTimeout(timer);
      document.removeEventListener('visibilitychange', look);
    };
  }, [unseen, mark]);

  const close = (noteId: string, as: FormNoteMark) => {
    setProblem(false);
    if (as === 'seen') setClosed(noteId);
    void mark?.(noteId, as).then(() => setClosed(noteId), () => as === 'better' && setProblem(true));
  };

  const words = open ? said(last) : null;
  return (
    <div aria-live="assertive" aria-atomic="true" className="own-note-place">
      {open && words && (
        <div className="own-note" data-testid="form-note" data-seen={last.seenAtMs != null}>
          <div className="row spread">
            <span className="badge warm"><Icon name="lock" /> For you only</span>
            <span className="small">from {last.fromName}</span>
          </div>
          <p className="own-note-text" lang={words.lang}>{words.text}</p>
          <div className="row">
            <Button compact look="outline" onClick={() => close(last.noteId, 'seen')} data-testid="form-note-done">Got it</Button>
            {mark && <Button compact look="primary" onClick={() => close(last.noteId, 'better')} data-testid="form-note-better">It’s better now</Button>}
            {problem && <span className="small">That did not get through. Press again.</span>}
          </div>
        </div>
      )}
    </div>
  );
}

export function NoteList({ notes, runSheet, mark }: Props) {
  const zone = ownZone();
  const said = useCorrections(notes, runSheet);
  if (notes.length === 0) return null;
  return (
    <section className="panel" aria-labelledby="notes-title">
      <h2 id="notes-title">Your form notes <span className="badge warm"><Icon name="lock" /> private</span></h2>
      <ol className="cue-list" data-testid="form-note-list">
        {[...notes].reverse().map((note) => {
          const words = said(note);
          return (
            <li key={note.noteId}>
              <time className="muted small nums">{clockTime(note.atMs, zone)}</time>
              <span>
                <span lang={words.lang}>{words.text}</span> <span className="muted small">{note.fromName}</span>{' '}
                {note.betterAtMs != null
                  ? <span className="badge good">✓ better now</span>
                  : mark && <Button compact look="ghost" data-testid={`better-${note.noteId}`} onClick={() => void mark(note.noteId, 'better').catch(() => undefined)}>It’s better now</Button>}
              </span>
            </li>
          );
        })}
      </ol>
    </section>
  );
}
