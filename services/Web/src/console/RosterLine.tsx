import { Icon } from '../design/icons';
import { PersonName } from '../design/primitives';
import { plural } from '../design/time';
import type { CoachedRow } from './rosterRows';

interface Props {
  row: CoachedRow;
  atCursor: boolean;
  selected: boolean;
  onPick: (add: boolean) => void;
  onPin: () => void;
  onRemove: () => void;
}

/** How far the last note came: sent, seen, better. */
export function noteState(note: {
  seenAtMs?: number | null;
  resolvedAtMs?: number | null;
}): 'better' | 'seen' | 'sent' {
  return note.resolvedAtMs != null ? 'better' : note.seenAtMs != null ? 'seen' : 'sent';
}

const signs = { better: '✓✓', seen: '✓', sent: '→' } as const;
const messages = { better: 'better now', seen: 'seen', sent: 'not seen yet' } as const;

export function RosterLine({ row, atCursor, selected, onPick, onPin, onRemove }: Props) {
  const last = row.notes.at(-1);
  const state = last && noteState(last);
  return (
    <li className={atCursor ? 'at-cursor' : undefined}>
      <button
        type="button"
        data-testid={`roster-${row.memberId}`}
        data-level={row.level ?? ''}
        data-notes={row.notes.length}
        data-seen={last?.seenAtMs != null}
        data-better={last?.resolvedAtMs != null}
        aria-pressed={selected}
        onClick={(event) => onPick(event.ctrlKey || event.metaKey || event.shiftKey)}
      >
        <span className={`dot ${row.here ? 'here' : ''}`} aria-hidden="true" />
        <span className="grow roster-name">
          <PersonName>{row.displayName}</PersonName>
          <span className="visually-hidden">{row.here ? ', here' : ', away'}</span>
        </span>
        <span className="roster-marks">
          {row.hand && (
            <span
              className="roster-hand"
              title={`Hand raised${row.handPlace ? `, number ${row.handPlace}` : ''}`}
            >
              <Icon name="hand" />
              {row.handPlace}
              <span className="visually-hidden"> hand raised</span>
            </span>
          )}
          {state && (
            <span
              className={`roster-notes nums ${state}`}
              title={
                `${plural(row.notes.length, 'note')} in this class, the last ` +
                `${messages[state]}`
              }
            >
              <span aria-hidden="true">
                {row.notes.length} {signs[state]}
              </span>
              <span className="visually-hidden">
                {plural(row.notes.length, 'note')}, the last {messages[state]}
              </span>
            </span>
          )}
          {row.seat && <span className="badge good">feedback</span>}
          {row.level !== null && (
            <span className="roster-level nums" title={`Level ${row.level}`}>
              <span className="visually-hidden">level </span>
              <span aria-hidden="true">L</span>
              {row.level}
            </span>
          )}
        </span>
      </button>
      <button
        type="button"
        className="roster-tool"
        aria-pressed={row.pinned}
        title={row.pinned ? 'Unpin' : 'Pin to the top'}
        aria-label={`Pin ${row.displayName}`}
        data-testid={`pin-${row.memberId}`}
        onClick={onPin}
      >
        {row.pinned ? '★' : '☆'}
      </button>
      <button
        type="button"
        className="roster-tool roster-remove"
        title="Remove from class"
        aria-label={`Remove ${row.displayName} from the class`}
        data-testid={`remove-${row.memberId}`}
        onClick={onRemove}
      >
        <Icon name="exit" />
      </button>
    </li>
  );
}
