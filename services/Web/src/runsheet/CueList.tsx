import type { PreparedCue } from '../contract/hub';
import { Button } from '../design/primitives';
import { duration } from '../design/time';
import { limits } from '../contract/limits';
import { inputLimits } from '../lib/inputLimits';

interface Props {
  index: number;
  cues: PreparedCue[];
  /** How long the exercise lasts from its first work step. */
  seconds: number;
  /** The exercise's own cues, to take over with one tap. */
  ideas: string[];
  onChange: (cues: PreparedCue[]) => void;
}

/**
 * Words for a moment of the exercise; in the class the console offers them then, or sends them by
 * itself.
 */
export function CueList({ index, cues, seconds, ideas, onChange }: Props) {
  const change = (at: number, cue: PreparedCue) =>
    onChange(cues.map((one, place) => (place === at ? cue : one)));
  const last = cues.reduce((most, cue) => Math.max(most, cue.atSeconds), 0);
  const add = (text: string) =>
    onChange([
      ...cues,
      {
        atSeconds:
          cues.length === 0
            ? 5
            : Math.min(Math.max(0, seconds - 1), (Number.isFinite(last) ? last : 0) + 15),
        text,
      },
    ]);
  const fresh = ideas.filter((text) => !cues.some((cue) => cue.text === text));
  return (
    <fieldset className="block-cues">
      <legend>
        Prepared cues{' '}
        <span className="muted small">
          in seconds from the start of the exercise ({duration(seconds)} long)
        </span>
      </legend>
      <ol className="stack-s">
        {cues.map((cue, at) => (
          <li key={at} className="cue-row">
            <input
              className="input nums"
              type="number"
              min={0}
              max={Math.max(0, seconds - 1)}
              aria-label={`Seconds of cue ${at + 1}`}
              data-testid={`cue-at-${index}-${at}`}
              value={Number.isFinite(cue.atSeconds) ? cue.atSeconds : ''}
              onChange={(event) =>
                change(at, {
                  ...cue,
                  atSeconds: event.target.value === '' ? Number.NaN : Number(event.target.value),
                })
              }
            />
            <input
              className="input"
              {...inputLimits(limits.PreparedCue.text)}
              aria-label={`Words of cue ${at + 1}`}
              data-testid={`cue-words-${index}-${at}`}
              value={cue.text}
              onChange={(event) => change(at, { ...cue, text: event.target.value })}
            />
            <Button
              variant="ghost"
              aria-label={`Remove cue ${at + 1}`}
              onClick={() => onChange(cues.filter((_, place) => place !== at))}
            >
              ✕
            </Button>
          </li>
        ))}
      </ol>
      <div className="row">
        <Button
          compact
          variant="outline"
          disabled={cues.length >= limits.Block.cues.maxItems}
          data-testid={`cue-add-${index}`}
          onClick={() => add('')}
        >
          Add a cue
        </Button>
        {fresh.map((text) => (
          <button
            key={text}
            type="button"
            className="idea"
            disabled={cues.length >= limits.Block.cues.maxItems}
            onClick={() => add(text)}
          >
            + {text}
          </button>
        ))}
      </div>
    </fieldset>
  );
}
