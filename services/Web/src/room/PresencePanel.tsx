import { Avatar, PersonName } from '../design/primitives';
import type { RoomState } from '../live/roomState';
import './room.css';

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
