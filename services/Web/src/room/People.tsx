import { useEffect, useRef, useState } from 'react';
import { type Reaction, reactions } from '../api/contract';
import type { RoomClient } from '../live/roomClient';
import type { RoomState } from '../live/roomState';
import { Icon, type IconName } from '../design/icons';
import { Avatar, PersonName } from '../design/primitives';
import { plural } from '../design/time';
import { notSent } from './OwnDosage';

export const reactionSigns: Record<Reaction, { icon: IconName; words: string }> = {
  heart: { icon: 'heart', words: 'Love it' },
  clap: { icon: 'clap', words: 'Applause' },
  fire: { icon: 'flame', words: 'Strong' },
  smile: { icon: 'smile', words: 'Smile' },
  breathe: { icon: 'wind', words: 'Good breath' },
};

export function PresencePanel({ room, ownId }: { room: RoomState; ownId: string }) {
  const { presence } = room;
  return (
    <section className="panel" aria-labelledby="people-title">
      <h2 id="people-title">
        Here now <span className="badge nums">{presence.count}</span>
      </h2>
      {!presence.listed && (
        <p className="muted small">
          It’s a big class: you see the people who lead it, and your friends.
        </p>
      )}
      <ul className="people" data-testid="presence-list">
        {presence.members.map((member) => (
          <li key={member.memberId} data-member={member.memberId}>
            <Avatar name={member.displayName} />
            <span>
              <PersonName>{member.displayName}</PersonName>
              {member.memberId === ownId && ' (you)'}
            </span>
            {member.role !== 'participant' && <span className="badge good">{member.role}</span>}
          </li>
        ))}
      </ul>
    </section>
  );
}

interface Bubble {
  id: number;
  icon: IconName;
  count: number;
  left: number;
}

/** Tallied reactions float up; the words beside them reach those who cannot see that. */
export function ReactionBubbles({ room }: { room: RoomState }) {
  const [bubbles, setBubbles] = useState<Bubble[]>([]);
  const next = useRef(0);
  const { tally } = room;
  useEffect(() => {
    if (tally.id === 0) return;
    const fresh = Object.entries(tally.counts)
      .filter(([, count]) => count > 0)
      .map(([reaction, count]) => ({
        id: next.current++,
        icon: reactionSigns[reaction as Reaction]?.icon ?? 'heart',
        count,
        left: 8 + Math.random() * 74,
      }));
    setBubbles((old) => [...old, ...fresh].slice(-14));
    const timer = setTimeout(
      () => setBubbles((old) => old.filter((bubble) => !fresh.includes(bubble))),
      3200,
    );
    return () => clearTimeout(timer);
  }, [tally]);
  return (
    <div className="bubbles" aria-hidden="true" data-testid="reaction-bubbles">
      {bubbles.map((bubble) => (
        <span key={bubble.id} className={`sign-${bubble.icon}`} style={{ left: `${bubble.left}%` }}>
          <Icon name={bubble.icon} />
          {bubble.count > 1 && <b className="nums">{bubble.count}</b>}
        </span>
      ))}
    </div>
  );
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
          aria-label={`${reactionSigns[reaction].words}${room.reactions[reaction] ? `, ${plural(room.reactions[reaction], 'time')} so far` : ''}`}
          title={reactionSigns[reaction].words}
          onClick={() => attempt(client.react(reaction), `${reactionSigns[reaction].words} sent`)}
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
