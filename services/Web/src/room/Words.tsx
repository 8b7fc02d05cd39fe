import type { Cue } from '../api/contract';
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
