import type { RoomClient } from '../live/roomClient';
import type { RoomState } from '../live/roomState';
import { CueList } from '../messages/Cues';
import { NoteList } from '../messages/Notes';
import { OfferAside } from '../mirror/MirrorOffer';
import type { Mirror } from '../mirror/useMirror';
import type { ShownClass } from '../video/useVideo';
import { PresencePanel } from './PresencePanel';
import './room.css';

/** What stands beside the class, or below it: what was said, and who is here. */
export function RoomSide({
  room,
  shown,
  ownId,
  client,
  mirror,
  over,
}: {
  room: RoomState;
  shown: ShownClass;
  ownId: string;
  client: RoomClient | null;
  mirror: Mirror;
  over: boolean;
}) {
  if (!room.join || !client) return null;
  return (
    <aside className="room-side" aria-label="Class log and people" tabIndex={0}>
      {/* After the class they are in its summary. */}
      {!over && (
        <NoteList
          notes={room.notes}
          runSheet={room.join.runSheet}
          shown={shown.cues}
          here={room.connection === 'joined'}
          mark={client.markNote}
        />
      )}
      <OfferAside mirror={mirror} />
      <CueList cues={shown.messages} />
      <PresencePanel room={room} ownId={ownId} />
    </aside>
  );
}
