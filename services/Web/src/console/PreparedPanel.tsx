import type { ServerClock } from '../live/clock';
import { useServerNow } from '../live/useRoom';
import { Button, Switch } from '../design/primitives';
import { countdown } from '../design/time';
import { type DueCue, nextPrepared } from './prepared';

interface Props {
  cues: DueCue[];
  clock: ServerClock;
  auto: boolean;
  /** Only the instructor's console that leads sends by itself. */
  mayAuto: boolean;
  onAuto: (auto: boolean) => void;
  onSend: (cue: DueCue) => void;
}

/** The cues that were written for this step: when each is due, one key to send it now, or all by themselves. */
export function PreparedPanel({ cues, clock, auto, mayAuto, onAuto, onSend }: Props) {
  const now = useServerNow(clock, 500);
  const next = nextPrepared(cues);
  return (
    <section className="panel" aria-labelledby="prepared-title">
      <div className="row spread">
        <h2 id="prepared-title">Prepared cues</h2>
        {mayAuto && <Switch checked={auto} onChange={onAuto} testId="prepared-auto">Send automatically</Switch>}
      </div>
      {cues.length === 0 && <p className="muted small">None for this step.</p>}
      <ol className="prepared">
        {cues.map((cue) => (
          <li key={cue.id} className={cue.sent ? 'done' : undefined} data-testid={cue === next ? 'prepared-cue' : undefined} data-due={cue.dueMs}>
            <span className="nums small prepared-due">{cue.sent ? 'sent' : cue.dueMs > now ? `in ${countdown(cue.dueMs - now)}` : 'due'}</span>
            <span className="grow">{cue.text}</span>
            {!cue.sent && <Button compact look={cue === next ? 'primary' : 'outline'} data-testid={cue === next ? 'prepared-send' : undefined} aria-label={`Send now: ${cue.text}`} onClick={() => onSend(cue)}>Send {cue === next && <kbd>p</kbd>}</Button>}
          </li>
        ))}
      </ol>
    </section>
  );
}
