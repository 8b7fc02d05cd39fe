import { type FormEvent, type RefObject, useState } from 'react';
import { hubLimits, type RunSheetStep } from '../contract/hub';
import { Icon } from '../design/icons';
import { Button } from '../design/primitives';
import { cohortOf } from './rosterRows';
import { PersonNotes } from './PersonNotes';
import { filled } from './templates';
import { NoteOutcome } from './NoteOutcome';
import type { Coaching } from './useCoaching';
import { inputLimits } from '../lib/inputLimits';

interface Props {
  coach: Coaching;
  step: RunSheetStep | undefined;
  /** Somebody is looked at: the faults of their step stand beside their picture. */
  looking: boolean;
  text: string;
  onText: (text: string) => void;
  box: RefObject<HTMLInputElement | null>;
}

/**
 * Private corrections: one tap on a fault sends its correction to who is selected, or to all who
 * showed it; or words of one's own.
 */
export function NotePanel({ coach, step, looking, text, onText, box }: Props) {
  const [busy, setBusy] = useState<string>();
  const { chosen, groups } = coach;
  const to = chosen.map((row) => row.memberId);
  const names =
    chosen.length > 3
      ? `${chosen
          .slice(0, 2)
          .map((row) => row.displayName)
          .join(', ')} and ${chosen.length - 2} more`
      : chosen.map((row) => row.displayName).join(', ');
  const nobody = chosen.length === 0;
  const cohortsOnly = nobody || looking;
  const earlier = groups.filter((group) => group.exercise !== step?.exercise);
  const preview = text.includes('{')
    ? filled(text, {
        name: chosen.length === 1 ? chosen[0]!.displayName : undefined,
        exercise: step?.name,
        side: step && (step.side ?? null),
      })
    : '';

  const run = async (key: string, work: () => Promise<boolean> | undefined) => {
    setBusy(key);
    const done = await work();
    setBusy(undefined);
    return done === true;
  };
  const sendText = async (event: FormEvent) => {
    event.preventDefault();
    if (
      text.trim() === '' ||
      nobody ||
      !(await run('text', () => coach.note(to, { text: text.trim(), exercise: step?.exercise })))
    )
      return;
    onText('');
    box.current?.blur();
  };

  return (
    <section
      className={`panel note-panel ${nobody || looking ? '' : 'ready'}`}
      aria-labelledby="note-title"
      data-testid="note-panel"
    >
      <div className="row spread">
        <h2 id="note-title">
          <Icon name="lock" /> {nobody ? 'Private note' : `Private note to ${names}`}
        </h2>
        {!nobody && (
          <Button compact variant="ghost" onClick={coach.clear}>
            Clear
          </Button>
        )}
      </div>
      {nobody && (
        <p className="muted small">Choose someone in the roster. Only they get the note.</p>
      )}
      {step &&
        step.faults.some(
          (fault) => !cohortsOnly || cohortOf(groups, step.exercise, fault.slug),
        ) && (
          <>
            <p className="small muted">Common mistakes in {step.name}</p>
            <ul className="fault-list">
              {step.faults.map((fault, index) => {
                const cohort = cohortOf(groups, step.exercise, fault.slug);
                // With nobody selected only what can be said to a cohort is of use.
                if (cohortsOnly && !cohort) return null;
                return (
                  <li key={fault.slug}>
                    <button
                      type="button"
                      className="fault"
                      data-testid={`fault-${fault.slug}`}
                      disabled={cohortsOnly || busy !== undefined}
                      aria-busy={busy === fault.slug}
                      title={fault.correction}
                      onClick={() => void run(fault.slug, () => coach.fault(index))}
                    >
                      {index < 9 && <kbd aria-hidden="true">{index + 1}</kbd>}{' '}
                      <span>
                        {fault.name}
                        <span className="muted small">{fault.correction}</span>
                      </span>
                    </button>
                    {cohort && (
                      <button
                        type="button"
                        className="cohort nums"
                        data-testid={`cohort-${step.exercise}-${fault.slug}`}
                        disabled={busy !== undefined}
                        title={
                          'To all who did this: ' + `${cohort.members.map(coach.nameOf).join(', ')}`
                        }
                        aria-label={`${fault.name}: send to ${cohort.members.length} who did this`}
                        onClick={() => void run(`all-${fault.slug}`, () => coach.cohort(cohort))}
                      >
                        Send to {cohort.members.length} who did this
                      </button>
                    )}
                  </li>
                );
              })}
            </ul>
          </>
        )}
      {earlier.length > 0 && (
        <details>
          <summary className="small">Mistakes in earlier exercises: {earlier.length}</summary>
          <ul className="row">
            {earlier.map((group) => (
              <li key={`${group.exercise} ${group.fault}`}>
                <Button
                  compact
                  variant="outline"
                  disabled={busy !== undefined}
                  data-testid={`cohort-${group.exercise}-${group.fault}`}
                  title={group.members.map(coach.nameOf).join(', ')}
                  onClick={() => void run(group.fault, () => coach.cohort(group))}
                >
                  {group.fault.replaceAll('-', ' ')}: send to {group.members.length} who did this
                </Button>
              </li>
            ))}
          </ul>
        </details>
      )}
      {(!nobody || text !== '') && (
        <form className="cue-form" onSubmit={sendText}>
          <input
            ref={box}
            className="input"
            aria-label={nobody ? 'Your own words' : `Your own words to ${names}`}
            placeholder="Write a note. {name}, {exercise} and {side} are filled in"
            {...inputLimits(hubLimits.SendFormNoteRequest.text)}
            value={text}
            onChange={(event) => onText(event.target.value)}
            data-testid="note-text"
          />
          <Button
            type="submit"
            busy={busy === 'text'}
            disabled={text.trim() === '' || nobody}
            data-testid="note-send"
          >
            Send
          </Button>
        </form>
      )}
      {preview && preview !== text && <p className="small muted">Reads: {preview}</p>}
      {!looking && <NoteOutcome coach={coach} />}
      {chosen.map((row) => (
        <PersonNotes
          key={row.memberId}
          row={row}
          week={chosen.length === 1 ? coach.history.get(row.memberId) : undefined}
          alone={chosen.length === 1}
          onBetter={coach.better}
        />
      ))}
    </section>
  );
}
