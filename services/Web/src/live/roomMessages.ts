import type { HubConnection } from '@microsoft/signalr';
import type { Cue, LiveSessionClient } from '../contract/hub';
import type { RoomEvent } from './roomState';

type Message<M extends keyof LiveSessionClient> = Parameters<LiveSessionClient[M]>[0];
/** What the server tells of one room. */
type RoomMessage = {
  [M in keyof LiveSessionClient]: Message<M> extends { sessionId: string } ? M : never;
}[keyof LiveSessionClient];

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
  const mine = <M extends RoomMessage>(name: M, handle: (message: Message<M>) => void) =>
    hub.on(
      name,
      (message: Message<M> & { sessionId: string }) =>
        room.hears(hub) && message.sessionId === sessionId && handle(message),
    );
  mine('CueReceived', (cue) => room.onCue(cue));
  mine('Resync', () => room.apply({ type: 'resync' }));
  mine('FormNoteReceived', (note) => room.apply({ type: 'note', note }));
  mine('FormNoteChanged', (note) => room.apply({ type: 'note-changed', note }));
  mine('RunSheetChanged', ({ runSheet }) => room.apply({ type: 'run-sheet', runSheet }));
  mine('PresenceChanged', (difference) => room.apply({ type: 'presence', difference }));
  mine('ReactionsTallied', (tally) => room.apply({ type: 'reactions', tally }));
  mine('HandsChanged', (hands) => room.apply({ type: 'hands', hands }));
  // A day can be kept by any of today's sessions, so it is not tied to this room.
  hub.on('DayKept', (day: Message<'DayKept'>) => room.apply({ type: 'day-kept', day }));
  mine('StreamChanged', ({ status, missing }) => room.apply({ type: 'video', status, missing }));
  mine('LeadMoved', () => room.apply({ type: 'lead-moved' }));
  mine('LeaderChanged', (leader) => room.apply({ type: 'leader', leader }));
  mine('PreparedChanged', ({ sinceMs }) =>
    room.apply({ type: 'prepared', sinceMs: sinceMs ?? null }),
  );
  mine('MemberRenamed', (who) => room.apply({ type: 'renamed', who }));
  // Somebody else leads or helps by the plan: joining shows what goes with it, and the page
  // follows the role.
  mine('RoleChanged', () => room.rejoin());
  mine('RoomClosed', (notice) => {
    room.apply({ type: 'closed', notice });
    room.closed();
  });
  hub.on('ReconnectElsewhere', ({ afterMs }: Message<'ReconnectElsewhere'>) =>
    room.moveAfter(afterMs),
  );
}
