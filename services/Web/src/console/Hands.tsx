import { reactions, type RaisedHand } from '../contract/hub';
import type { ServerClock } from '../clock/clock';
import { useServerNow } from '../clock/useServerNow';
import { Icon } from '../design/icons';
import { Button, PersonName } from '../design/primitives';
import { countdown, plural } from '../design/time';
import { reactionSigns } from '../room/Reactions';

interface HandsProps {
  hands: RaisedHand[];
  clock: ServerClock;
  onLower: (hand: RaisedHand) => Promise<boolean>;
  onPick: (memberId: string) => void;
}

export function HandsPanel({ hands, clock, onLower, onPick }: HandsProps) {
  const now = useServerNow(clock, 1000);
  return (
    <section className="panel" aria-labelledby="hands-title">
      <h2 id="hands-title">
        <Icon name="hand" /> Hands{' '}
        <span className={`badge nums ${hands.length > 0 ? 'warm' : ''}`}>{hands.length}</span>
      </h2>
      <ol className="hands" data-testid="hands-list" aria-live="polite">
        {[...hands]
          .sort((a, b) => a.atMs - b.atMs)
          .map((hand) => (
            <li key={hand.memberId} data-member={hand.memberId}>
              <button
                type="button"
                className="link-button grow"
                onClick={() => onPick(hand.memberId)}
              >
                <PersonName>{hand.displayName}</PersonName>
              </button>
              <span className="muted small nums">{countdown(now - hand.atMs)}</span>
              <Button
                compact
                onClick={() => void onLower(hand)}
                aria-label={`Lower the hand of ${hand.displayName}`}
                data-testid={`lower-${hand.memberId}`}
              >
                Lower
              </Button>
            </li>
          ))}
      </ol>
      {hands.length === 0 && <p className="muted small">Nobody has a hand up.</p>}
    </section>
  );
}

export function ReactionTotals({ totals }: { totals: Record<string, number> }) {
  return (
    <section className="panel" aria-labelledby="reactions-title">
      <h2 id="reactions-title">Reactions since you came</h2>
      <ul className="row reaction-totals" data-testid="reaction-totals">
        {reactions.map((reaction) => (
          <li key={reaction} className={`sign-${reactionSigns[reaction].icon}`}>
            <Icon name={reactionSigns[reaction].icon} />{' '}
            <span
              className="nums"
              aria-label={
                `${reactionSigns[reaction].label}: ` + plural(totals[reaction] ?? 0, 'time')
              }
            >
              {totals[reaction] ?? 0}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
