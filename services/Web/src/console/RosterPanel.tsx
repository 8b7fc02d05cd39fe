import { type RefObject, useState } from 'react';
import type { RoomMember } from '../api/contract';
import { Icon } from '../design/icons';
import { Button, Confirm } from '../design/primitives';
import { plural } from '../design/time';
import type { RosterRow } from './roster';

interface Props {
  rows: RosterRow[];
  total: number;
  listed: boolean;
  count: number;
  selected: string[];
  search: string;
  searchBox: RefObject<HTMLInputElement | null>;
  onSearch: (search: string) => void;
  onPick: (memberId: string, add: boolean) => void;
  removed: RoomMember[];
  onRemove: (member: RosterRow) => Promise<boolean>;
  onReadmit: (member: RoomMember) => Promise<boolean>;
}

export function RosterPanel({ rows, total, listed, count, selected, search, searchBox, onSearch, onPick, removed, onRemove, onReadmit }: Props) {
  const [removing, setRemoving] = useState<RosterRow>();
  const [busy, setBusy] = useState(false);
  return (
    <section className="panel roster" aria-labelledby="roster-title">
      <h2 id="roster-title">Roster <span className="badge nums">{total}</span></h2>
      <input
        ref={searchBox}
        className="input"
        type="search"
        placeholder="Search by name  /"
        aria-label="Search the roster"
        data-testid="roster-search"
        value={search}
        onChange={(event) => onSearch(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && rows[0]) onPick(rows[0].memberId, false);
        }}
      />
      {!listed && <p className="muted small">{plural(count, 'person', 'people')} here: listed are coached seats, friends and raised hands.</p>}
      {rows.length === 0 && <p className="muted small">{total === 0 ? 'Nobody yet.' : 'Nobody has this name.'}</p>}
      <ul className="roster-rows" data-testid="roster">
        {rows.map((row) => (
          <li key={row.memberId}>
            <button
              type="button"
              data-testid={`roster-${row.memberId}`}
              aria-pressed={selected.includes(row.memberId)}
              onClick={(event) => onPick(row.memberId, event.ctrlKey || event.metaKey || event.shiftKey)}
            >
              <span className={`dot ${row.here ? 'here' : ''}`} aria-hidden="true" />
              <span className="grow">{row.displayName}</span>
              {row.hand && <span title="Hand raised"><Icon name="hand" /><span className="visually-hidden">hand raised</span></span>}
              {row.seat && <span className="badge good">seat</span>}
              <span className="muted small">{row.here ? 'here' : 'away'}</span>
            </button>
            <button type="button" className="roster-remove" title="Remove from class" aria-label={`Remove ${row.displayName} from the class`} data-testid={`remove-${row.memberId}`} onClick={() => setRemoving(row)}><Icon name="exit" /></button>
          </li>
        ))}
      </ul>
      {removed.length > 0 && (
        <details className="removed" data-testid="removed-list">
          <summary className="small">Removed from class: {removed.length}</summary>
          <ul>
            {removed.map((member) => (
              <li key={member.memberId} className="row">
                <span className="grow">{member.displayName}</span>
                <Button compact look="outline" onClick={() => void onReadmit(member)} data-testid={`readmit-${member.memberId}`}>Let back in</Button>
              </li>
            ))}
          </ul>
        </details>
      )}
      {removing && (
        <Confirm
          title={`Remove ${removing.displayName} from the class?`}
          confirm="Remove from class"
          testId="remove-confirm"
          busy={busy}
          onConfirm={async () => {
            setBusy(true);
            await onRemove(removing);
            setBusy(false);
            setRemoving(undefined);
          }}
          onClose={() => setRemoving(undefined)}
        >
          They leave the room and its video at once and cannot come back until you let them. What they took part in so far still counts for their day.
        </Confirm>
      )}
    </section>
  );
}
