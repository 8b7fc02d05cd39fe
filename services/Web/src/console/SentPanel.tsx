import { useProfile } from '../auth/auth';
import type { Cue, FormNote, RunSheetStep } from '../contract/hub';
import { clockTime } from '../design/time';

interface Line {
  key: string;
  atMs: number;
  what: string;
  message: string;
  private: boolean;
}

function cueLine(cue: Cue, steps: RunSheetStep[]): Line {
  const { kind, text, stepIndex, breath } = cue.content;
  const message = {
    step: steps[stepIndex ?? 0]?.name ?? 'Step',
    breath: breath
      ? `${breath.rounds} rounds, ${breath.inSeconds} s in, ${breath.outSeconds} s out`
      : 'Breath',
    form: text ?? '',
    text: text ?? '',
    'class-started': 'The class started',
    'class-ended': 'The class ended',
  }[kind];
  const what = {
    step: 'Step',
    breath: 'Breath',
    form: 'Form',
    text: 'Text',
    'class-started': 'Class',
    'class-ended': 'Class',
  }[kind];
  return {
    key: `${cue.epoch}:${cue.offset}`,
    atMs: cue.atMs,
    what,
    message: kind === 'step' && text ? `${message}: ${text}` : message,
    private: false,
  };
}

/** Everything sent so far, by any leader: the log's cues and the private notes. */
export function SentPanel({
  cues,
  steps,
  notes,
}: {
  cues: Cue[];
  steps: RunSheetStep[];
  notes: FormNote[];
}) {
  const { timeZone: zone } = useProfile();
  const lines = [
    ...cues.map((cue) => cueLine(cue, steps)),
    ...notes.map((note): Line => ({
      key: note.noteId,
      atMs: note.sentAtMs,
      what: `To ${note.toName}`,
      message: note.text,
      private: true,
    })),
  ].sort((a, b) => b.atMs - a.atMs);
  return (
    <section className="panel console-fill" aria-labelledby="sent-title">
      <h2 id="sent-title">Sent so far</h2>
      {lines.length === 0 && <p className="muted small">Nothing yet.</p>}
      <ol className="sent" data-testid="cue-list" tabIndex={0} aria-labelledby="sent-title">
        {lines.map((line) => (
          <li key={line.key}>
            <time className="muted small nums">{clockTime(line.atMs, zone)}</time>
            <span>
              <span className={`badge ${line.private ? 'warm' : ''}`}>{line.what}</span>{' '}
              {line.message}
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}
