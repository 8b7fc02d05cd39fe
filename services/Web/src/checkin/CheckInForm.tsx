import { type FormEvent, useId, useState } from 'react';
import { type ApiProblem, asProblem } from '../api/http';
import { Button, ErrorNote } from '../design/primitives';
import './checkin.css';
import { limits } from '../contract/limits';

export interface CheckInAnswer {
  effort: number | null;
  pain: number | null;
  missed: string[];
}

interface ScaleProps {
  label: string;
  range: { minimum: number; maximum: number };
  ends: [string, string];
  value: number | null;
  onChange: (value: number) => void;
  testId: string;
}

/** A number on a scale; nothing is said for anybody before they touch it. */
export function Scale({
  label,
  range: { minimum: from, maximum: to },
  ends,
  value,
  onChange,
  testId,
}: ScaleProps) {
  const id = useId();
  const take = (element: HTMLInputElement) => onChange(Number(element.value));
  return (
    <div className="field scale" data-said={value !== null}>
      <div className="row spread">
        <label htmlFor={id}>{label}</label>
        <output htmlFor={id} className="nums">
          {value ?? '–'}
        </output>
      </div>
      <input
        id={id}
        type="range"
        min={from}
        max={to}
        step={1}
        defaultValue={value ?? Math.floor((from + to) / 2)}
        data-testid={testId}
        aria-valuetext={value === null ? 'not set yet' : `${value} of ${to}`}
        onInput={(event) => take(event.currentTarget)}
        onClick={(event) => take(event.currentTarget)}
      />
      <div className="ends">
        <span>{ends[0]}</span>
        <span>{ends[1]}</span>
      </div>
    </div>
  );
}

interface Props {
  exercises: { slug: string; name: string }[];
  first?: CheckInAnswer;
  /** A practice may be told of without numbers; a class's check-in is the numbers. */
  optional?: boolean;
  send: (answer: CheckInAnswer) => Promise<unknown>;
  sendLabel: string;
}

/**
 * How hard it was and what it hurt: what the next class is adjusted to. Only the member sees it.
 */
export function CheckInForm({ exercises, first, optional, send, sendLabel }: Props) {
  const [answer, setAnswer] = useState<CheckInAnswer>(
    first ?? { effort: null, pain: null, missed: [] },
  );
  const [state, setState] = useState<'idle' | 'busy' | 'sent'>('idle');
  const [problem, setProblem] = useState<ApiProblem>();
  const change = (part: Partial<CheckInAnswer>) => {
    setState('idle');
    setAnswer((old) => ({ ...old, ...part }));
  };
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setState('busy');
    setProblem(undefined);
    try {
      await send(answer);
      setState('sent');
    } catch (error) {
      setProblem(asProblem(error));
      setState('idle');
    }
  };
  const complete = optional || (answer.effort !== null && answer.pain !== null);
  return (
    <form className="stack" onSubmit={submit} aria-label="Check-in">
      {problem && <ErrorNote problem={problem} />}
      <Scale
        label="How hard was it?"
        range={limits.CheckInView.effort}
        ends={['1, very easy', '10, maximum effort']}
        value={answer.effort}
        onChange={(effort) => change({ effort })}
        testId="check-in-effort"
      />
      <Scale
        label="Upper back pain right now"
        range={limits.CheckInView.pain}
        ends={['0, none', '10, the worst']}
        value={answer.pain}
        onChange={(pain) => change({ pain })}
        testId="check-in-pain"
      />
      {exercises.length > 0 && (
        <fieldset className="checks">
          <legend>Which exercises were too hard?</legend>
          {exercises.map((exercise) => (
            <label key={exercise.slug}>
              <input
                type="checkbox"
                checked={answer.missed.includes(exercise.slug)}
                data-testid={`missed-${exercise.slug}`}
                onChange={(event) =>
                  change({
                    missed: event.target.checked
                      ? [...answer.missed, exercise.slug]
                      : answer.missed.filter((slug) => slug !== exercise.slug),
                  })
                }
              />
              {exercise.name}
            </label>
          ))}
        </fieldset>
      )}
      <div className="row">
        <Button
          type="submit"
          variant="primary"
          busy={state === 'busy'}
          disabled={!complete || (optional && state === 'sent')}
          data-testid="check-in-send"
        >
          {state === 'sent' ? (optional ? 'Saved' : 'Send again') : sendLabel}
        </Button>
        <span role="status" data-testid="check-in-state" data-state={state}>
          {state === 'sent'
            ? 'Saved. We’ll adjust your next class.'
            : !complete && 'Set both sliders to send.'}
        </span>
      </div>
    </form>
  );
}

/** The exercises of a run sheet, each once. */
export function exercisesOf(
  steps: readonly { exercise: string; exerciseName?: string | null; name: string; kind: string }[],
): { slug: string; name: string }[] {
  const names = new Map<string, string>();
  for (const step of steps)
    if (step.kind !== 'rest' && !names.has(step.exercise))
      names.set(step.exercise, step.exerciseName ?? step.name);
  return [...names].map(([slug, name]) => ({ slug, name }));
}
