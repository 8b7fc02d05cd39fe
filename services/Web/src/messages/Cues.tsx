import { useProfile } from '../auth/auth';
import type { Cue } from '../contract/hub';
import type { Clock } from '../clock/clock';
import { useServerNow } from '../clock/useServerNow';
import { clockTime } from '../design/time';
import type { ShownClass } from '../video/useVideo';
import { cuesOnScreen } from './cuesOnScreen';
import './messages.css';

const textOf = (cue: Cue) => cue.content.text ?? '';
const kindNames: Record<string, string> = {
  form: 'Form',
  text: 'Instructor',
  breath: 'Breath',
  step: 'Step',
};

/** How large words can be and still leave room for the rest. */
export const lengthOf = (text: string) =>
  text.length <= 60 ? 'short' : text.length <= 140 ? 'medium' : 'long';

/**
 * The last thing said to everybody, large enough to read from the mat, and what was said a moment
 * before it.
 */
export function LatestCue({ shown, clock }: { shown: ShownClass; clock: Clock }) {
  const now = useServerNow(clock);
  const cues = cuesOnScreen(shown.messages, (cue) => shown.shownAt(cue) ?? cue.atMs, now);
  const latest = cues.at(-1);
  return (
    <div
      className="latest-cue"
      data-testid="cue-latest"
      aria-live="polite"
      data-kind={latest?.content.kind}
      data-media-at={latest?.mediaAtMs}
      data-shown-at={(latest && shown.shownAt(latest)) ?? undefined}
    >
      {cues.map((cue) => (
        <p key={`${cue.epoch}:${cue.offset}`} data-length={lengthOf(textOf(cue))} dir="auto">
          <span className="visually-hidden">{kindNames[cue.content.kind] ?? 'Cue'}: </span>
          {textOf(cue)}
        </p>
      ))}
      {!latest && <p className="quiet">Cues from the instructor appear here.</p>}
    </div>
  );
}

export function CueList({ cues }: { cues: Cue[] }) {
  const { timeZone: zone } = useProfile();
  return (
    <section className="panel" aria-labelledby="cues-title">
      <h2 id="cues-title">Cues so far</h2>
      <ol className="cue-list" data-testid="cue-list">
        {[...cues].reverse().map((cue) => (
          <li key={`${cue.epoch}:${cue.offset}`} data-offset={cue.offset}>
            <time className="muted small nums">{clockTime(cue.atMs, zone)}</time>
            <span dir="auto">{textOf(cue)}</span>
          </li>
        ))}
      </ol>
      {cues.length === 0 && <p className="muted small">Nothing yet.</p>}
    </section>
  );
}
