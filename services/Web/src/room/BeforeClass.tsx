import type { ReactNode } from 'react';
import type { Clock } from '../clock/clock';
import { useServerNow } from '../clock/useServerNow';
import { clockTime, countdown } from '../design/time';
import { Figure } from '../figure/Figure';
import { opensAtMs } from '../session/roomAvailability';
import { StageSection } from '../stage/StageSection';
import './doors.css';

/** Before the class: the doors are closed, or open and the instructor is not there yet. */
export function BeforeClass({
  startsAtMs,
  clock,
  zone,
  open,
  first,
  children,
}: {
  startsAtMs: number;
  clock?: Clock;
  zone: string;
  open: boolean;
  first?: string;
  /** What there is to do until then. */
  children?: ReactNode;
}) {
  const now = useServerNow(clock, 500);
  const left = startsAtMs - now;
  const opensIn = opensAtMs(startsAtMs) - now;
  return (
    <StageSection
      className="door"
      aria-label="Waiting for the class"
      data-testid="waiting-for-class"
    >
      <div className="stage-figure">
        <Figure exercise={first ?? 'diaphragmatic-breathing'} />
      </div>
      <div className="door-words">
        {left > 0 ? (
          <>
            <p className="muted">Class starts at {clockTime(startsAtMs, zone)}, in</p>
            <p className="door-countdown nums" role="timer">
              {countdown(left)}
            </p>
          </>
        ) : (
          <>
            <p className="stage-title">Starting soon</p>
            <p className="muted" role="timer">
              Waiting for the instructor
            </p>
          </>
        )}
        {open ? (
          <p>Roll out your mat, sit tall and breathe through your nose. Your screen stays on.</p>
        ) : (
          <p>
            {opensIn > 0
              ? `Doors open at ${clockTime(opensAtMs(startsAtMs), zone)}. Stay on this ` +
                'page and you’ll be let in.'
              : 'Doors are opening…'}
          </p>
        )}
        {children}
      </div>
    </StageSection>
  );
}
