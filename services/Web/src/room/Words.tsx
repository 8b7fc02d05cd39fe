import { useEffect, useState } from 'react';
import type { Cue, FormNote } from '../api/contract';
import { Icon } from '../design/icons';
import { Button } from '../design/primitives';
import { clockTime, ownZone } from '../design/time';

const textOf = (cue: Cue) => cue.content.text ?? '';
const kindWords: Record<string, string> = { form: 'Form', text: 'Instructor', breath: 'Breath', step: 'Step' };

/** The last thing said to everybody, large enough to read from the mat. */
export function LatestCue({ cue, shownAtMs }: { cue: Cue | undefined; shownAtMs?: number | null }) {
  return (
    <div className="latest-cue" data-testid="cue-latest" aria-live="polite" aria-atomic="true" data-kind={cue?.content.kind} data-media-at={cue?.mediaAtMs} data-shown-at={shownAtMs ?? undefined}>
      {cue
        ? <><span className={`badge ${cue.content.kind === 'form' ? 'warm' : 'good'}`}>{kindWords[cue.content.kind] ?? 'Cue'}</span><p key={cue.offset}>{textOf(cue)}</p></>
        : <p className="quiet">Cues from the instructor appear here.</p>}
    </div>
  );
}

export function CueList({ cues }: { cues: Cue[] }) {
  const zone = ownZone();
  return (
    <section className="panel" aria-labelledby="cues-title">
      <h2 id="cues-title">Cues so far</h2>
      <ol className="cue-list" data-testid="cue-list">
        {[...cues].reverse().map((cue) => (
          <li key={`${cue.epoch}:${cue.offset}`} data-offset={cue.offset}>
            <time className="muted small nums">{clockTime(cue.atMs, zone)}</time>
            <span>{textOf(cue)}</span>
          </li>
        ))}
      </ol>
      {cues.length === 0 && <p className="muted small">Nothing yet.</p>}
    </section>
  );
}

/** A correction that only this member gets: it stays in front until it is acknowledged, and is read out at once. */
export function OwnNotes({ notes }: { notes: FormNote[] }) {
  const [seen, setSeen] = useState<string | null>(null);
  const last = notes.at(-1);
  const open = last !== undefined && last.noteId !== seen;

  useEffect(() => {
    if (open && navigator.userActivation?.hasBeenActive) navigator.vibrate?.(120);
  }, [open, last?.noteId]);

  return (
    <div aria-live="assertive" aria-atomic="true" className="own-note-place">
      {open && (
        <div className="own-note" data-testid="form-note">
          <div className="row spread">
            <span className="badge warm"><Icon name="lock" /> For you only</span>
            <span className="small">from {last.fromName}</span>
          </div>
          <p className="own-note-text">{last.text}</p>
          <Button compact look="outline" onClick={() => setSeen(last.noteId)} data-testid="form-note-done">Got it</Button>
        </div>
      )}
    </div>
  );
}

export function NoteList({ notes }: { notes: FormNote[] }) {
  const zone = ownZone();
  if (notes.length === 0) return null;
  return (
    <section className="panel" aria-labelledby="notes-title">
      <h2 id="notes-title">Your form notes <span className="badge warm"><Icon name="lock" /> private</span></h2>
      <ol className="cue-list" data-testid="form-note-list">
        {[...notes].reverse().map((note) => (
          <li key={note.noteId}>
            <time className="muted small nums">{clockTime(note.atMs, zone)}</time>
            <span>{note.text} <span className="muted small">{note.fromName}</span></span>
          </li>
        ))}
      </ol>
    </section>
  );
}
