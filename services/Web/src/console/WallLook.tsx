import { useEffect, useRef, useState } from 'react';
import { initials } from '../design/initials';
import { Button, PersonName } from '../design/primitives';
import { stepDetails } from '../stage/currentStep';
import { NoteOutcome } from './NoteOutcome';
import { noteState } from './RosterLine';
import type { Coaching } from './useCoaching';
import type { Wall, WallCell } from './useWall';
import { WallPicture } from './WallPicture';
import { stateMessages } from './WallTile';

interface Props {
  wall: Wall;
  coach: Coaching;
  cell: WallCell;
}

const receipts = { better: 'better now', seen: 'seen', sent: 'not seen yet' } as const;

/** One person, larger, beside what can be told them with one tap. */
export function WallLook({ wall, coach, cell }: Props) {
  const [busy, setBusy] = useState<string>();
  const section = useRef<HTMLElement>(null);
  const { step } = coach;
  const last = cell.notes.at(-1);
  const state = last && noteState(last);
  const at = wall.cells.findIndex((one) => one.memberId === cell.memberId);
  const message = stateMessages[cell.state] || (!cell.here && 'away');

  // The column may have been read further down.
  useEffect(() => {
    section.current?.scrollIntoView({ block: 'nearest' });
  }, []);

  const note = async (slug: string, index: number) => {
    // A finger that was on its way to whoever stood here before.
    if (busy !== undefined || wall.round.justMoved()) return;
    setBusy(slug);
    await coach.fault(index);
    setBusy(undefined);
  };

  return (
    <section
      ref={section}
      className="panel wall-look"
      aria-labelledby="wall-look-title"
      data-testid="wall-look"
      data-member={cell.memberId}
      data-state={cell.state}
    >
      <div className="row wall-look-head">
        <h2 id="wall-look-title" className="grow">
          <PersonName>{cell.displayName}</PersonName>
          {cell.level !== null && <span className="badge nums">Level {cell.level}</span>}
          {cell.handPlace !== null && <span className="badge warm">Hand raised</span>}
        </h2>
        <Button
          compact
          variant="outline"
          aria-label="Person before"
          onClick={() => wall.turnTo(-1)}
        >
          ‹
        </Button>
        <Button compact variant="outline" aria-label="Next person" onClick={() => wall.turnTo(1)}>
          ›
        </Button>
        <Button compact variant="outline" data-testid="wall-close" onClick={coach.clear}>
          Close
        </Button>
      </div>
      {wall.round.turn && (
        <span
          key={wall.round.turn.name}
          className="wall-turn"
          style={{ animationDuration: `${wall.round.turn.ms}ms` }}
        />
      )}
      <div className="wall-look-body">
        <div className="wall-picture">
          <span className="wall-initials">{initials(cell.displayName) || '·'}</span>
          {cell.shares && wall.client && (
            <WallPicture
              key={cell.memberId}
              client={wall.client}
              kind={2}
              memberId={cell.memberId}
            />
          )}
          {step?.side && <span className="wall-mark wall-side">{step.side}</span>}
          {cell.lookers.length > 0 && (
            <span className="wall-mark wall-lookers">{cell.lookers.join(', ')} looks</span>
          )}
          {message && <span className="wall-mark wall-state">{message}</span>}
        </div>
        <div className="wall-look-faults">
          {step && (
            <p className="small">
              <strong>{step.name}</strong>
              <span className="muted"> {stepDetails(step).join(' · ')}</span>
            </p>
          )}
          <ul className="fault-list">
            {step?.faults.map((fault, index) => (
              <li key={fault.slug}>
                <button
                  type="button"
                  className="fault"
                  data-testid="wall-fault"
                  data-fault={fault.slug}
                  aria-disabled={busy !== undefined || undefined}
                  aria-busy={busy === fault.slug}
                  title={fault.correction}
                  onClick={() => void note(fault.slug, index)}
                >
                  {index < 9 && <kbd aria-hidden="true">{index + 1}</kbd>}
                  <span>{fault.name}</span>
                </button>
              </li>
            ))}
          </ul>
          <NoteOutcome coach={coach} />
          {last && state && (
            <div className="row wall-last">
              <span className="grow small">{last.text}</span>
              <span
                className={`badge ${state === 'better' ? 'good' : state === 'sent' ? 'warm' : ''}`}
              >
                {receipts[state]}
              </span>
              {state !== 'better' && (
                <Button
                  variant="primary"
                  compact
                  data-testid="wall-better"
                  onClick={() => wall.round.justMoved() || coach.betterOfChosen()}
                >
                  Better <kbd>b</kbd>
                </Button>
              )}
            </div>
          )}
          {wall.order === 'own' && (
            <div className="row">
              <Button compact variant="ghost" onClick={() => wall.lay(cell.memberId, at - 1)}>
                Earlier on the wall
              </Button>
              <Button compact variant="ghost" onClick={() => wall.lay(cell.memberId, at + 1)}>
                Later
              </Button>
            </div>
          )}
        </div>
      </div>
    </section>
  );
}
