import { useState } from 'react';
import type { RunSheetStep } from '../api/contract';
import { Button } from '../design/primitives';
import { LevelsDialog } from './LevelsDialog';
import type { OwnStep } from './ownStep';
import type { OwnProgress } from './useOwnLevels';

export const levelName = (level: number) => (level === 0 ? 'Flare day' : `Level ${level}`);

/** One's own dosage of the step, and the way to lower it without leaving. */
export function OwnDosage({ step, own, mine }: { step: RunSheetStep; own: OwnStep; mine: OwnProgress | undefined }) {
  const [open, setOpen] = useState(false);
  const [said, setSaid] = useState('');
  if (own.level === null) return null;
  const level = own.level;
  const lower = async () => {
    const done = await mine!.easier(step.exercise, level);
    setSaid(done ? `${step.name}: ${levelName(level - 1)} from now on` : 'That did not get through. Try again in a moment.');
  };
  return (
    <div className="own-dosage" data-testid="own-dosage" data-level={level} data-leave-out={own.leaveOut}>
      <p className="own-dosage-text">
        <span className="badge good">{mine ? 'You' : 'Class'}: {levelName(level)}</span>
        <strong>{own.leaveOut ? 'Rest in this one' : own.text}</strong>
      </p>
      {mine && (
        <div className="own-dosage-ways">
          {level > 0 && <Button compact look="outline" busy={mine.busy} data-testid="own-easier" onClick={lower}>Easier today</Button>}
          <Button compact look="ghost" data-testid="own-levels" aria-haspopup="dialog" aria-label="All levels of this step" onClick={() => setOpen(true)}>Levels</Button>
        </div>
      )}
      <span className="visually-hidden" role="status">{said}</span>
      {open && mine && <LevelsDialog step={step} level={level} mine={mine} onClose={() => setOpen(false)} />}
    </div>
  );
}
