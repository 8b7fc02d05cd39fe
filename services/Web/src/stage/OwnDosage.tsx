import { useState } from 'react';
import type { RunSheetStep } from '../contract/hub';
import { Button } from '../design/primitives';
import { LevelsDialog } from './LevelsDialog';
import type { OwnStep } from './ownStep';
import type { OwnProgress } from './useOwnLevels';
import './ownDosage.css';

export const levelName = (level: number) => (level === 0 ? 'Gentlest' : `Level ${level}`);
export const notSent = 'Not sent. Try again.';

/** One's own dosage of the step, and the way to lower it without leaving. */
export function OwnDosage({
  step,
  own,
  mine,
}: {
  step: RunSheetStep;
  own: OwnStep;
  mine: OwnProgress | undefined;
}) {
  const [open, setOpen] = useState(false);
  const [said, setSaid] = useState('');
  if (own.level === null) return null;
  const level = own.level;
  const lower = async () => {
    const done = await mine!.easier(step.exercise, level);
    setSaid(done ? `${step.name}: ${levelName(level - 1)} from now on` : notSent);
  };
  return (
    <div
      className="own-dosage"
      data-testid="own-dosage"
      data-level={level}
      data-leave-out={own.leaveOut}
    >
      <div className="own-dosage-text">
        {mine ? (
          <button
            type="button"
            className="own-level"
            data-testid="own-levels"
            aria-haspopup="dialog"
            onClick={() => setOpen(true)}
          >
            {levelName(level)}
            <span className="visually-hidden">, your level; see all levels</span>
          </button>
        ) : (
          <span className="badge good">{levelName(level)}</span>
        )}
        <strong>{own.leaveOut ? 'Rest in this one' : own.text}</strong>
      </div>
      {mine && level > 0 && (
        <Button compact variant="outline" busy={mine.busy} data-testid="own-easier" onClick={lower}>
          Easier today
        </Button>
      )}
      <span className="visually-hidden" role="status">
        {said}
      </span>
      {open && mine && (
        <LevelsDialog step={step} level={level} mine={mine} onClose={() => setOpen(false)} />
      )}
    </div>
  );
}
