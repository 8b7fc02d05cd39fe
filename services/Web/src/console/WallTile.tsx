import type { KeyboardEvent } from 'react';
import { Icon } from '../design/icons';
import { initials } from '../design/initials';
import { PersonName } from '../design/primitives';
import { lookedText, minutesSince, type TileState } from '../wall/age';
import type { WallClient } from '../wall/wallClient';
import { noteState } from './RosterLine';
import type { WallCell } from './useWall';
import { WallPicture } from './WallPicture';

interface Props {
  client: WallClient;
  cell: WallCell;
  /** The server's clock, Unix milliseconds. */
  now: number;
  open: boolean;
  selected: boolean;
  atCursor: boolean;
  onTap: () => void;
  onKey: (event: KeyboardEvent<HTMLButtonElement>) => void;
  /** Lays who is dragged here, in one's own order. */
  onLay?: (memberId: string) => void;
}

export const stateMessages: Record<TileState, string> = {
  none: 'no camera',
  paused: 'camera paused',
  waiting: 'camera is coming',
  live: '',
  late: 'late',
};

const signs = { better: '✓✓', seen: '✓', sent: '→' } as const;
const noteMessages = { better: 'better now', seen: 'seen', sent: 'not seen yet' } as const;

/** All that a tile shows, as a sentence. */
function labelOf(cell: WallCell, minutes: number | null): string {
  const last = cell.notes.at(-1);
  return [
    cell.displayName,
    cell.level !== null && `level ${cell.level}`,
    cell.handPlace !== null && 'hand raised',
    cell.step?.side && `${cell.step.side} side`,
    stateMessages[cell.state] || (!cell.here && 'away'),
    last && `last note ${noteMessages[noteState(last)]}`,
    cell.shares && lookedText(minutes),
    cell.lookers.length > 0 && `${cell.lookers.join(', ')} looks now`,
    cell.of !== null && `with ${cell.of}`,
  ]
    .filter(Boolean)
    .join(', ');
}

const dragged = 'text/x-member';

/** One person on the wall: a tap looks in. */
export function WallTile({
  client,
  cell,
  now,
  open,
  selected,
  atCursor,
  onTap,
  onKey,
  onLay,
}: Props) {
  const last = cell.notes.at(-1);
  const note = last && noteState(last);
  const minutes = minutesSince(cell.lookedAtMs, now);
  const side = cell.step?.side;
  return (
    <li className={cell.of === null ? undefined : 'of-another'}>
      <button
        type="button"
        className="wall-tile"
        data-testid="wall-tile"
        data-member={cell.memberId}
        data-state={cell.state}
        data-open={open}
        aria-pressed={selected}
        aria-label={labelOf(cell, minutes)}
        tabIndex={atCursor ? 0 : -1}
        draggable={onLay !== undefined}
        onClick={onTap}
        onKeyDown={onKey}
        onDragStart={(event) => event.dataTransfer.setData(dragged, cell.memberId)}
        onDragOver={(event) => {
          if (onLay && event.dataTransfer.types.includes(dragged)) event.preventDefault();
        }}
        onDrop={(event) => onLay?.(event.dataTransfer.getData(dragged))}
      >
        <span className="wall-picture">
          <span className="wall-initials">{initials(cell.displayName) || '·'}</span>
          {cell.shares && <WallPicture client={client} kind={1} memberId={cell.memberId} />}
          {cell.handPlace !== null && (
            <span className="wall-mark wall-hand nums">
              <Icon name="hand" /> {cell.handPlace}
            </span>
          )}
          {side && <span className="wall-mark wall-side">{side}</span>}
          {cell.lookers.length > 0 && (
            <span className="wall-mark wall-lookers">{cell.lookers.join(', ')} looks</span>
          )}
        </span>
        <PersonName line>{cell.displayName}</PersonName>
        <span className="wall-facts nums">
          {cell.level !== null && <span>L{cell.level}</span>}
          {note && (
            <span className={`wall-note ${note}`}>
              {cell.notes.length} {signs[note]}
            </span>
          )}
          <span className="wall-looked">
            {cell.of !== null
              ? cell.of
              : cell.shares
                ? minutes === null
                  ? 'new'
                  : `${minutes} min`
                : cell.here
                  ? ''
                  : 'away'}
          </span>
        </span>
      </button>
    </li>
  );
}
