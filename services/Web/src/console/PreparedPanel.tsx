import type { ServerClock } from '../clock/clock';
import { useServerNow } from '../clock/useServerNow';
import { Button } from '../design/primitives';
import { Switch } from '../design/forms';
import { countdown } from '../design/time';
import { type DueCue, nextPrepared, stateOf } from './prepared';

interface Props {
  cues: DueCue[];
  clock: ServerClock;
  /** Since when the room sends them by itself; null while it does not. */
  sinceMs: number | null;
  /** Only who leads may change that. */
  mayAuto: boolean;
  onAuto: (auto: boolean) => void;
  onSend: (cue: DueCue) => void;
}

/**
 * The cues that were written for this step: when each is due, one key to send it now, or all by
 * themselves.
 */
export function PreparedPanel({ cues, clock, sinceMs, mayAuto, onAuto, onSend }: Props) {
  const now = useServerNow(clock, 500);
  const next = nextPrepared(cues);
  const messageOf = (cue: DueCue) => {
    const state = stateOf(cue, sinceMs, now);
    return {
      state,
      text:
        state === 'waiting'
          ? `in ${countdown(cue.dueMs - now)}`
          : state === 'late'
            ? `sent ${Math.round(cue.lateMs / 1000)} s late`
            : state === 'lost'
              ? 'not sent'
              : state,
    };
  };
  return (
    <section className="panel" aria-labelledby="prepared-title">
      <div className="row spread">
        <h2 id="prepared-title">Prepared cues</h2>
        {mayAuto ? (
          <Switch checked={sinceMs !== null} onChange={onAuto} testId="prepared-auto">
            Send automatically
          </Switch>
        ) : (
          sinceMs !== null && <span className="muted small">The room sends them</span>
        )}
      </div>
      {cues.length === 0 && <p className="muted small">None for this step.</p>}
      <ol className="prepared">
        {cues.map((cue) => {
          const { state, text } = messageOf(cue);
          return (
            <li
              key={cue.id}
              className={cue.sent ? 'done' : undefined}
              data-testid={cue === next ? 'prepared-cue' : undefined}
              data-due={cue.dueMs}
              data-state={state}
            >
              <span className="nums small prepared-due">{text}</span>
              <span className="grow">{cue.text}</span>
              {!cue.sent && (
                <Button
                  compact
                  variant={cue === next ? 'primary' : 'outline'}
                  data-testid={cue === next ? 'prepared-send' : undefined}
                  aria-label={`Send now: ${cue.text}`}
                  onClick={() => onSend(cue)}
                >
                  Send {cue === next && <kbd>p</kbd>}
                </Button>
              )}
            </li>
          );
        })}
      </ol>
    </section>
  );
}
