import { type KeyboardEvent, useEffect, useRef } from 'react';
import type { Clock } from '../clock/clock';
import { useServerNow } from '../clock/useServerNow';
import { columnsOf, gridMove } from '../wall/grid';
import type { Coaching } from './useCoaching';
import { focusTile, type Wall } from './useWall';
import { WallTile } from './WallTile';
import { WallTools } from './WallTools';

interface Props {
  wall: Wall;
  coach: Coaching;
  clock: Clock;
}

/** Everybody with a seat at a glance: who shares their picture, and who does not. */
export function WallPanel({ wall, coach, clock }: Props) {
  const now = useServerNow(clock, 5_000);
  const { client, cells, state } = wall;
  const grid = useRef<HTMLUListElement>(null);
  const open = wall.open?.memberId;
  // A round goes on to people who may be out of sight, and on a phone everybody else is.
  useEffect(() => {
    if (open !== undefined)
      grid.current
        ?.querySelector('[data-open="true"]')
        ?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [open]);
  if (client === null) return null;
  const sharing = cells.filter((one) => one.shares).length;

  const press = (event: KeyboardEvent<HTMLButtonElement>, at: number) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (!grid.current || !/^(Arrow(Left|Right|Up|Down)|Home|End)$/.test(event.key)) return;
    event.preventDefault();
    const tops = [...grid.current.children].map((one) => (one as HTMLElement).offsetTop);
    const to = gridMove(at, cells.length, columnsOf(tops), event.key);
    if (to === null) return;
    const { memberId } = cells[at]!;
    if (event.shiftKey && wall.order === 'own') {
      wall.lay(memberId, to);
      // Moved in the page, a tile loses the keyboard.
      requestAnimationFrame(() => focusTile(memberId));
    } else wall.goTo(cells[to]!.memberId);
  };

  return (
    <section
      className="panel wall"
      aria-labelledby="wall-title"
      data-testid="wall"
      data-state={state.link}
      data-sharing={sharing}
      onPointerMove={wall.touch}
      onPointerDown={wall.touch}
    >
      <h2 id="wall-title">
        Cameras <span className="badge nums">{sharing}</span>
      </h2>
      {state.ended ? (
        <p className="muted small">{state.ended.message}</p>
      ) : !wall.shares ? (
        <p className="muted small">
          Nobody shows their camera yet: whoever has a feedback spot can do so in the room, and only
          those who lead this class see it.
        </p>
      ) : null}
      {wall.shares && (
        <>
          <WallTools wall={wall} />
          {state.link !== 'on' && (
            <p className="muted small" role="status">
              The cameras lost their connection. It comes back by itself.
            </p>
          )}
          <ul className="wall-grid" ref={grid} aria-label="People with a feedback spot">
            {cells.map((cell, at) => (
              <WallTile
                key={cell.memberId}
                client={client}
                cell={cell}
                now={now}
                open={open === cell.memberId}
                selected={coach.selection.selected.includes(cell.memberId)}
                atCursor={wall.cursor === cell.memberId}
                onTap={() => wall.tap(cell.memberId)}
                onKey={(event) => press(event, at)}
                onLay={
                  wall.order === 'own'
                    ? (memberId) => memberId && wall.lay(memberId, at)
                    : undefined
                }
              />
            ))}
          </ul>
          {wall.more > 0 && (
            <p className="muted small">{wall.more} more with a feedback spot are in the roster.</p>
          )}
        </>
      )}
    </section>
  );
}
