import { type RefObject, useEffect, useRef, useState } from 'react';
import type { RoomMember } from '../contract/hub';
import { Button, PersonName } from '../design/primitives';
import { Confirm } from '../design/Confirm';
import { plural } from '../design/time';
import { RosterLine } from './RosterLine';
import { ShareLink } from './ShareLink';
import type { RosterRow } from './roster';
import type { Coaching } from './useCoaching';

interface Props {
  sessionId: string;
  coach: Coaching;
  listed: boolean;
  count: number;
  searchBox: RefObject<HTMLInputElement | null>;
  removed: RoomMember[];
  onRemove: (member: RosterRow) => Promise<boolean>;
  onReadmit: (member: RoomMember) => Promise<boolean>;
}

/**
 * Everybody that a note can go to, with what has been said to them; walked by keyboard, mouse or
 * finger.
 */
export function RosterPanel({
  sessionId,
  coach,
  listed,
  count,
  searchBox,
  removed,
  onRemove,
  onReadmit,
}: Props) {
  const [removing, setRemoving] = useState<RosterRow>();
  const [busy, setBusy] = useState(false);
  const [several, setSeveral] = useState(false);
  const list = useRef<HTMLUListElement>(null);
  const { shown, rows, selection } = coach;

  // The cursor is the focus, so that a screen reader says who is there, and Enter means them; never
  // away from words being written.
  useEffect(() => {
    const row =
      selection.at === null || selection.elsewhere
        ? null
        : list.current?.querySelector<HTMLElement>(
            `[data-testid="roster-${CSS.escape(selection.at)}"]`,
          );
    if (!document.activeElement?.matches('input, textarea, select'))
      row?.focus({ preventScroll: true });
  }, [selection.at, selection.order, selection.elsewhere]);

  // In sight it stays, also when a note moved it, or made its row higher.
  const noted = rows.find((row) => row.memberId === selection.at)?.notes.length;
  useEffect(() => {
    if (!selection.elsewhere)
      list.current?.querySelector('.at-cursor')?.scrollIntoView({ block: 'nearest' });
  }, [selection.at, selection.order, selection.elsewhere, noted]);

  return (
    <section className="panel roster" aria-labelledby="roster-title">
      <div className="row spread">
        <h2 id="roster-title">
          Roster <span className="badge nums">{rows.length}</span>
        </h2>
        <div className="row roster-tools">
          <button
            type="button"
            className="chip"
            aria-pressed={coach.onlyWithoutNote}
            data-testid="without-note-toggle"
            data-count={coach.withoutNoteCount}
            onClick={() => coach.setOnlyWithoutNote(!coach.onlyWithoutNote)}
          >
            No note yet <b className="nums">{coach.withoutNoteCount}</b> <kbd>u</kbd>
          </button>
          <button
            type="button"
            className="chip touch-only"
            aria-pressed={several}
            onClick={() => setSeveral(!several)}
          >
            Several
          </button>
        </div>
      </div>
      <input
        ref={searchBox}
        className="input"
        type="search"
        placeholder="Search by name  /"
        aria-label="Search the roster"
        data-testid="roster-search"
        value={coach.search}
        onChange={(event) => coach.setSearch(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || !shown[0]) return;
          // The focus goes to the row at once: without this its button would take the same Enter.
          event.preventDefault();
          coach.pick(shown[0].memberId, false);
          coach.setSearch('');
          event.currentTarget.blur();
        }}
      />
      {!listed && (
        <p className="muted small">
          {plural(count, 'person', 'people')} here. Shown are feedback spots, friends and raised
          hands.
        </p>
      )}
      {rows.length === 0 && listed && <ShareLink sessionId={sessionId} />}
      {shown.length === 0 && rows.length > 0 && (
        <p className="muted small">
          {coach.search ? 'Nobody has this name.' : 'Everyone has had a note.'}
        </p>
      )}
      <ul className="roster-rows" data-testid="roster" ref={list}>
        {shown.map((row) => (
          <RosterLine
            key={row.memberId}
            row={row}
            atCursor={selection.at === row.memberId}
            selected={selection.selected.includes(row.memberId)}
            onPick={(add) => coach.pick(row.memberId, add || several)}
            onPin={() => coach.togglePin(row.memberId)}
            onRemove={() => setRemoving(row)}
          />
        ))}
      </ul>
      {removed.length > 0 && (
        <details className="removed" data-testid="removed-list">
          <summary className="small">Removed from class: {removed.length}</summary>
          <ul>
            {removed.map((member) => (
              <li key={member.memberId} className="row">
                <span className="grow">
                  <PersonName>{member.displayName}</PersonName>
                </span>
                <Button
                  compact
                  variant="outline"
                  onClick={() => void onReadmit(member)}
                  data-testid={`readmit-${member.memberId}`}
                >
                  Let back in
                </Button>
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
          They leave the room and its video at once and cannot come back until you let them. What
          they took part in so far still counts for their streak.
        </Confirm>
      )}
      <p className="visually-hidden" role="status">
        {selection.selected.length > 0
          ? `${plural(selection.selected.length, 'person', 'people')} selected`
          : ''}
      </p>
    </section>
  );
}
