import { type FormEvent, useEffect, useState } from 'react';
import type { RunSheetStep } from '../api/contract';
import { Icon } from '../design/icons';
import { Button } from '../design/primitives';
import type { RosterRow } from './roster';

interface Props {
  rows: RosterRow[];
  step: RunSheetStep | undefined;
  send: (note: { text?: string; exercise?: string; fault?: string }) => Promise<boolean>;
  onClear: () => void;
}

/** Private corrections to who is selected: one tap on a fault sends its correction, or words of one's own. */
export function NotePanel({ rows, step, send, onClear }: Props) {
  const [text, setText] = useState('');
  const [busy, setBusy] = useState<string>();
  const [sent, setSent] = useState('');
  const names = rows.map((row) => row.displayName).join(', ');
  useEffect(() => setSent(''), [names]);

  const run = async (key: string, note: { text?: string; exercise?: string; fault?: string }) => {
    setBusy(key);
    setSent('');
    const done = await send(note);
    if (done) setSent(`Sent to ${names}`);
    setBusy(undefined);
    return done;
  };

  const sendText = async (event: FormEvent) => {
    event.preventDefault();
    if (text.trim() && await run('text', { text: text.trim(), exercise: step?.exercise })) setText('');
  };

  return (
    <section className={`panel note-panel ${rows.length > 0 ? 'ready' : ''}`} aria-labelledby="note-title" data-testid="note-panel">
      <div className="row spread">
        <h2 id="note-title"><Icon name="lock" /> {rows.length > 0 ? `Form note to ${names}` : 'Form note'}</h2>
        {rows.length > 0 && <Button compact look="ghost" onClick={onClear}>Clear</Button>}
      </div>
      {rows.length === 0 ? <p className="muted small">Select somebody in the roster. Only they get the note.</p> : (
        <>
          {step && <p className="small muted">Faults in {step.name}</p>}
          <ul className="fault-list">
            {step?.faults.map((fault, index) => (
              <li key={fault.slug}>
                <button type="button" data-testid={`fault-${fault.slug}`} disabled={busy !== undefined} aria-busy={busy === fault.slug} title={fault.correction} onClick={() => void run(fault.slug, { exercise: step.exercise, fault: fault.slug })}>
                  {index < 9 && <kbd aria-hidden="true">{index + 1}</kbd>} <span>{fault.name}<span className="muted small">{fault.correction}</span></span>
                </button>
              </li>
            ))}
          </ul>
          <form className="cue-form" onSubmit={sendText}>
            <input className="input" aria-label={`Own words to ${names}`} placeholder="Own words" maxLength={500} value={text} onChange={(event) => setText(event.target.value)} data-testid="note-text" />
            <Button type="submit" busy={busy === 'text'} disabled={text.trim() === ''} data-testid="note-send">Send</Button>
          </form>
          <p className="note-sent" role="status" data-testid="note-sent">{sent && `✓ ${sent}`}</p>
        </>
      )}
    </section>
  );
}
