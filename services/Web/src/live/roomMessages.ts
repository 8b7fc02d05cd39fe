import type { HubConnection } from '@microsoft/signalr';
import type {
  Cue,
  FormNote,
  KeptDay,
  LeaderNotice,
  PreparedNotice,
  PresenceDifference,
  RaisedHands,
  ReactionTally,
  ReconnectNotice,
  RenameNotice,
  RoomClosedNotice,
  RunSheetNotice,
  StreamNotice,
} from '../api/contract';
import type { RoomEvent } from './roomState';

/** What of a room hears the hub's messages. */
export interface RoomListener {
  /** False for a connection that was given up for another: it is not heard any more. */
  hears: (hub: HubConnection) => boolean;
  apply: (event: RoomEvent) => void;
  onCue: (cue: Cue) => void;
  /** Joins again; what it shows has changed. */
  rejoin: () => void;
  /** The server is about to go: connect to another one in a while. */
  moveAfter: (ms: number) => void;
  closed: () => void;
}

/** Takes the hub's messages about one room. */
export function listenTo(hub: HubConnection, sessionId: string, room: RoomListener): void {
  const mine = <T extends { sessionId: string }>(name: string, handle: (message: T) => void) =>
    hub.on(
      name,
      (message: T) => room.hears(hub) && message.sessionId === sessionId && handle(message),
    );
  mine<Cue>('CueReceived', (cue) => room.onCue(cue));
  mine('Resync', () => room.apply({ type: 'resync' }));
  mine<FormNote>('FormNoteReceived', (note) => room.apply({ type: 'note', note }));
  mine<FormNote>('FormNoteChanged', (note) => room.apply({ type: 'note-changed', note }));
  mine<RunSheetNotice>('RunSheetChanged', ({ runSheet }) =>
    room.apply({ type: 'run-sheet', runSheet }),
  );
  mine<PresenceDifference>('PresenceChanged', (difference) =>
    room.apply({ type: 'presence', difference }),
  );
  mine<ReactionTally>('ReactionsTallied', (tally) => room.apply({ type: 'reactions', tally }));
  mine<RaisedHands>('HandsChanged', (hands) => room.apply({ type: 'hands', hands }));
  // A day can be kept by any of today's sessions, so it is not tied to this room.
  hub.on('DayKept', (day: KeptDay) => room.apply({ type: 'day-kept', day }));
  mine<StreamNotice>('StreamChanged', ({ status, missing }) =>
    room.apply({ type: 'video', status, missing }),
  );
  mine('LeadMoved', () => room.apply({ type: 'lead-moved' }));
  mine<LeaderNotice>('LeaderChanged', (leader) => room.apply({ type: 'leader', leader }));
  mine<PreparedNotice>('PreparedChanged', ({ sinceMs }) =>
    room.apply({ type: 'prepared', sinceMs: sinceMs ?? null }),
  );
  mine<RenameNotice>('MemberRenamed', (who) => room.apply({ type: 'renamed', who }));
  // Somebody else leads or helps by the plan: joining shows what goes with it, and the page
  // follows the role.
  mine('RoleChanged', () => room.rejoin());
  mine<RoomClosedNotice>('RoomClosed', (notice) => {
    room.apply({ type: 'closed', notice });
    room.closed();
  });
  hub.on('ReconnectElsewhere', ({ afterMs }: ReconnectNotice) => room.moveAfter(afterMs));
}
