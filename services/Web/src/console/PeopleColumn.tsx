import type { ComponentProps } from 'react';
import type { RoomClient } from '../live/roomClient';
import type { RoomState } from '../live/roomState';
import { HandsPanel } from './Hands';
import { RosterPanel } from './RosterPanel';
import type { Act } from './useCoaching';
import type { Wall } from './useWall';
import { WallPanel } from './WallPanel';

interface Props extends Omit<ComponentProps<typeof RosterPanel>, 'listed' | 'count'> {
  room: RoomState;
  client: RoomClient;
  wall: Wall;
  act: Act;
}

/** Who is here: on the wall, by raised hand, and by name. */
export function PeopleColumn({ room, client, wall, act, ...roster }: Props) {
  const { coach } = roster;
  const panel = <WallPanel wall={wall} coach={coach} clock={client.clock} />;
  return (
    <div className="console-column">
      {wall.shares && panel}
      <HandsPanel
        hands={room.hands}
        clock={client.clock}
        onLower={(hand) =>
          act(client.lowerHand(hand.memberId), `Lowered the hand of ${hand.displayName}`)
        }
        onPick={(memberId) => coach.pick(memberId, false)}
      />
      <RosterPanel {...roster} listed={room.presence.listed} count={room.presence.count} />
      {!wall.shares && panel}
    </div>
  );
}
