import type { RoomState } from '../live/roomState';
import { Button } from '../design/primitives';

/** Who leads, when it is not this console: and the way to lead from here. */
export function LeadBanner({
  room,
  onLeadOn,
  onTakeBack,
}: {
  room: RoomState;
  onLeadOn: () => void;
  onTakeBack: () => void;
}) {
  const name = room.leader?.displayName ?? 'The instructor';
  if (room.leadMoved && room.join?.role === 'instructor') {
    return (
      <div className="connection moved" role="status" data-testid="lead-moved">
        <span className="grow">This class is led from another window or device now.</span>
        <Button compact variant="outline" onClick={onTakeBack}>
          Lead from here
        </Button>
      </div>
    );
  }
  if (room.leads || room.join?.role === 'instructor' || room.join === null) return null;
  const mayLead =
    room.join.role === 'admin' ||
    room.leader === null ||
    room.leader.leaderId == null ||
    room.leader.away;
  if (!mayLead)
    return room.leadMoved ? (
      <div className="connection moved" role="status" data-testid="lead-moved">
        <span className="grow">{name} leads again.</span>
      </div>
    ) : null;
  return (
    <div
      className="connection moved"
      role="status"
      data-testid="lead-banner"
      data-away={room.leader?.away ?? false}
    >
      <span className="grow">
        {room.leader?.away
          ? `${name} is away. The class waits.`
          : room.leader?.leaderId
            ? `${name} leads this class.`
            : 'Nobody leads this class yet.'}
      </span>
      <Button
        compact
        variant={room.leader?.away ? 'primary' : 'outline'}
        data-testid="lead-on"
        onClick={onLeadOn}
      >
        Lead on
      </Button>
    </div>
  );
}
