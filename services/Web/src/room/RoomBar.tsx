import { useState } from 'react';
import { type Reaction, reactions } from '../contract/hub';
import { Icon } from '../design/icons';
import { plural } from '../design/time';
import type { RoomClient } from '../live/roomClient';
import type { RoomState } from '../live/roomState';
import { notSent } from '../stage/OwnDosage';
import { reactionSigns } from './Reactions';
import './reactions.css';

function reactionLabel(reaction: Reaction, count: number | undefined): string {
  const { label } = reactionSigns[reaction];
  return count ? `${label}, ${plural(count, 'time')} so far` : label;
}

export function RoomBar({
  room,
  client,
  ownId,
}: {
  room: RoomState;
  client: RoomClient;
  ownId: string;
}) {
  const [said, setSaid] = useState('');
  const raised = room.hands.some((hand) => hand.memberId === ownId);
  const here = room.connection === 'joined';
  const attempt = (work: Promise<unknown>, done: string) =>
    work.then(
      () => setSaid(done),
      () => setSaid(notSent),
    );

  return (
    <section className="room-bar" aria-label="Reactions and hand">
      {reactions.map((reaction) => (
        <button
          key={reaction}
          type="button"
          className={`reaction sign-${reactionSigns[reaction].icon}`}
          data-testid={`react-${reaction}`}
          disabled={!here}
          aria-label={reactionLabel(reaction, room.reactions[reaction])}
          title={reactionSigns[reaction].label}
          onClick={() => attempt(client.react(reaction), `${reactionSigns[reaction].label} sent`)}
        >
          <Icon name={reactionSigns[reaction].icon} />
          {room.reactions[reaction] ? (
            <b className="nums" aria-hidden="true">
              {room.reactions[reaction]}
            </b>
          ) : null}
        </button>
      ))}
      <button
        type="button"
        className="hand"
        data-testid="raise-hand"
        aria-pressed={raised}
        disabled={!here}
        onClick={() =>
          attempt(
            raised ? client.lowerHand() : client.raiseHand(),
            raised ? 'Hand lowered' : 'Hand raised. The instructor can see it.',
          )
        }
      >
        <Icon name="hand" /> {raised ? 'Lower' : 'Hand'}
      </button>
      <span className="visually-hidden" role="status">
        {said}
      </span>
    </section>
  );
}
