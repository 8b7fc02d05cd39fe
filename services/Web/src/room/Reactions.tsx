import { useEffect, useRef, useState } from 'react';
import type { Reaction } from '../contract/hub';
import { Icon, type IconName } from '../design/icons';
import type { RoomState } from '../live/roomState';
import './reactions.css';

export const reactionSigns: Record<Reaction, { icon: IconName; label: string }> = {
  heart: { icon: 'heart', label: 'Love it' },
  clap: { icon: 'clap', label: 'Applause' },
  fire: { icon: 'flame', label: 'Strong' },
  smile: { icon: 'smile', label: 'Smile' },
  breathe: { icon: 'wind', label: 'Good breath' },
};

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
