import { useState } from 'react';
import type { RoomRole } from '../contract/hub';
import type { Clock } from '../clock/clock';
import type { RoomClient } from '../live/roomClient';
import { classTimes, type RoomState } from '../live/roomState';
import { useServerNow } from '../clock/useServerNow';
import { Button } from '../design/primitives';
import { Confirm } from '../design/Confirm';
import { countdown } from '../design/time';
import { Figure } from '../figure/Figure';
import { Pacer } from '../stage/Pacer';
import { type CurrentStep, stepDetails } from '../stage/currentStep';
import type { Shift } from './schedule';
import { ShiftLine } from './ShiftLine';
import type { Act } from './useCoaching';

interface Props {
  room: RoomState;
  clock: Clock;
  current: CurrentStep | null;
  nextIndex: number;
  role: RoomRole;
  client: RoomClient;
  act: Act;
  onNext: () => Promise<boolean>;
  shiftAt: (nowMs: number) => Shift;
}

/** What the class sees now, the way to the next step, and the class's start and end. */
export function ClassControls({
  room,
  clock,
  current,
  nextIndex,
  role,
  client,
  act,
  onNext,
  shiftAt,
}: Props) {
  const now = useServerNow(clock);
  const [busy, setBusy] = useState<'start' | 'end' | 'next'>();
  const [ending, setEnding] = useState(false);
  const { startedAtMs, endedAtMs } = classTimes(room);
  const live = startedAtMs !== null && endedAtMs === null && !room.closed;
  const steps = room.join?.runSheet?.steps ?? [];
  const next = steps[nextIndex];
  const run = async (what: 'start' | 'end' | 'next', work: () => Promise<boolean>) => {
    setBusy(what);
    const done = await work();
    setBusy(undefined);
    return done;
  };
  const leftMs =
    current?.atMs == null ? null : current.atMs + current.step.durationSeconds * 1000 - now;

  return (
    <section className="panel class-controls" aria-label="Class">
      <div className="row spread">
        <span
          className={`badge ${live ? 'live' : endedAtMs !== null ? '' : 'warm'}`}
          data-testid="class-state"
        >
          {live ? 'Live' : endedAtMs !== null ? 'Finished' : 'Not started'}
        </span>
        {live && (
          <span className="nums muted" aria-label="Time since the class started">
            {countdown(now - startedAtMs)}
          </span>
        )}
        {room.leads && startedAtMs === null && !room.closed && (
          <Button
            variant="primary"
            busy={busy === 'start'}
            data-testid="start-class"
            onClick={() => run('start', () => act(client.startClass(), 'The class has started'))}
          >
            Start the class
          </Button>
        )}
        {room.leads && live && (
          <Button variant="danger" compact data-testid="end-class" onClick={() => setEnding(true)}>
            End the class
          </Button>
        )}
        {!room.leads && role !== 'instructor' && startedAtMs === null && (
          <span className="muted small">The instructor starts the class.</span>
        )}
      </div>
      {endedAtMs === null && !room.closed && steps.length > 0 && <ShiftLine shift={shiftAt(now)} />}
      {live && current && (
        <div className="console-now">
          <div className="console-now-figure">
            {current.preview && current.next ? (
              <Figure exercise={current.next.exercise} side={current.next.side} />
            ) : (
              <Figure
                exercise={current.step.exercise}
                kind={current.step.kind}
                side={current.step.side}
                elapsed={
                  current.atMs === null
                    ? undefined
                    : () => clock.now() - (current.pace?.fromMs ?? current.atMs!)
                }
                breath={current.pace?.pace}
                repetitions={current.step.repetitions}
              />
            )}
          </div>
          <div className="stack-s">
            <div
              data-testid="current-step"
              data-step={current.atMs === null ? '' : current.step.index}
            >
              <p className="console-step">
                {current.atMs === null ? 'No step yet' : current.step.name}
              </p>
              <p className="muted">
                {current.atMs === null
                  ? `First: ${current.step.name}`
                  : stepDetails(current.step).join(' · ')}
              </p>
            </div>
            {leftMs !== null && (
              <p
                className={`console-left nums ${leftMs <= 0 ? 'late' : ''}`}
                data-testid="step-countdown"
                role="timer"
              >
                {leftMs > 0 ? countdown(leftMs) : `+${countdown(-leftMs)}`}
              </p>
            )}
            {current.pace && (
              <Pacer pace={current.pace.pace} fromMs={current.pace.fromMs} clock={clock} />
            )}
          </div>
        </div>
      )}
      {live && next && (role !== 'admin' || room.leads) && (
        <Button
          variant="primary"
          wide
          busy={busy === 'next'}
          data-testid="next-step"
          onClick={() => run('next', onNext)}
        >
          Next: {next.name}
          {stepDetails(next).length > 0 && `, ${stepDetails(next).join(', ')}`} <kbd>n</kbd>
        </Button>
      )}
      {live && !next && (
        <p className="muted">That was the last step. End the class when everyone is ready.</p>
      )}
      {ending && (
        <Confirm
          title="End the class?"
          confirm="End it for everyone"
          testId="end-class-confirm"
          busy={busy === 'end'}
          onConfirm={async () => {
            await run('end', () =>
              act(client.endClass(), 'The class has ended, and everyone’s attendance is recorded'),
            );
            setEnding(false);
          }}
          onClose={() => setEnding(false)}
        >
          Everyone’s attendance is recorded and counts for their streak. The class cannot be started
          again.
        </Confirm>
      )}
    </section>
  );
}
