import { useId, useState } from 'react';
import type { RunSheetStep } from '../contract/hub';
import { Dialog } from '../design/Dialog';
import { Button } from '../design/primitives';
import { Switch } from '../design/forms';
import { levelName, notSent } from './OwnDosage';
import type { OwnProgress } from './useOwnLevels';
import './ownDosage.css';

/**
 * What the step is at every level, with one's own marked. Lowering takes effect at once; raising is
 * what progress does.
 */
export function LevelsDialog({
  step,
  level,
  mine,
  onClose,
}: {
  step: RunSheetStep;
  level: number;
  mine: OwnProgress;
  onClose: () => void;
}) {
  const titleId = useId();
  const [said, setSaid] = useState('');
  const lower = async () =>
    setSaid((await mine.easier(step.exercise, level)) ? 'One level easier from now on.' : notSent);
  const flare = async (on: boolean) =>
    setSaid(
      (await mine.setFlare(on))
        ? on
          ? 'Take care today: everything is at its gentlest.'
          : 'Back to your own levels.'
        : notSent,
    );
  const own = mine.progress?.exercises.find((one) => one.exercise === step.exercise);
  return (
    <Dialog aria-labelledby={titleId} onClose={onClose}>
      <h2 id={titleId}>{step.name}: your level</h2>
      <ol className="levels">
        {step.levels?.map((one) => (
          <li key={one.level} aria-current={one.level === level || undefined}>
            <span className={`badge ${one.level === level ? 'good' : ''}`}>
              {levelName(one.level)}
            </span>
            <span>
              {one.leaveOut ? 'Skip it: rest and breathe' : one.text}
              {one.level === level && <strong> (you)</strong>}
            </span>
          </li>
        ))}
      </ol>
      {own && own.because.length > 0 && <p className="muted small">{own.because.join(' ')}</p>}
      <Switch
        checked={mine.progress?.flareToday ?? false}
        disabled={mine.busy}
        onChange={flare}
        testId="flare-here"
      >
        My back hurts today: the gentlest of everything
      </Switch>
      <p role="status" className="small">
        {said}
      </p>
      <div className="row">
        {level > 0 && (
          <Button variant="primary" busy={mine.busy} onClick={lower}>
            Easier today
          </Button>
        )}
        <Button variant="outline" onClick={onClose}>
          Close
        </Button>
      </div>
    </Dialog>
  );
}
