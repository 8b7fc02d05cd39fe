import { useProfile } from '../auth/auth';
import { clockTime } from '../design/time';
import { type Shift, shiftMessage } from './schedule';

/** Whether the class keeps its time: what is late now makes everything after it late. */
export function ShiftLine({ shift }: { shift: Shift }) {
  const { timeZone: zone } = useProfile();
  const late = shift.lateMs >= 30_000;
  const same = Math.abs(shift.lateMs) < 30_000;
  return (
    <p
      className={`class-shift ${late ? 'late' : ''}`}
      data-testid="class-shift"
      title={late ? 'Everything after this step moves with it' : undefined}
      data-shift={Math.round(shift.lateMs / 1000)}
    >
      <strong>{shiftMessage(shift.lateMs)}</strong>, ends{' '}
      <strong className="nums">{clockTime(shift.expectedEndMs, zone)}</strong>
      {!same && (
        <span className="muted small">
          {' '}
          instead of <span className="nums">{clockTime(shift.plannedEndMs, zone)}</span>
        </span>
      )}
    </p>
  );
}
