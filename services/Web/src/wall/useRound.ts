import { useEffect, useEffectEvent, useRef, useState } from 'react';
import type { TileState } from './age';
import { isSeen, nextOf, roundText, seenAfterMs, type Turn, turnMs, turnOf } from './round';

const checkEveryMs = 250;
/** A finger that was on its way when the next person came does not note them. */
const noTapMs = 700;

interface Facts {
  /** Who is looked in on; null when nobody is. */
  looking: string | null;
  /** Who can be looked at by this leader now, in the order of the wall. */
  candidates: readonly string[];
  stateOf: (memberId: string) => TileState;
  /** Notes and marks of a member so far. */
  saidOf: (memberId: string) => number;
  nameOf: (memberId: string) => string;
  /** A note is being written: nobody else comes before it is sent. */
  writing: boolean;
  /** Looks in on a member. */
  look: (memberId: string) => void;
}

export interface WallRound {
  on: boolean;
  /** How many of those who can be looked at have not been seen in this round. */
  unseen: number;
  /** Names the turn, and says how long it lasts; null while the round stands. */
  turn: { name: string; ms: number } | null;
  /** What became of the last round. */
  said: string;
  toggle: () => void;
  /** True just after the round went on by itself. */
  justMoved: () => boolean;
}

/**
 * Looks at everybody in turn. It goes on from who was not seen yet, also when it stood meanwhile; a
 * look of one's own counts as well, and whoever is noted keeps their turn for as long again.
 */
export function useRound(facts: Facts): WallRound {
  const [seen, setSeen] = useState<ReadonlySet<string>>(new Set());
  const [skipped, setSkipped] = useState<ReadonlySet<string>>(new Set());
  const [turn, setTurn] = useState<Turn | null>(null);
  const [said, setSaid] = useState('');
  const movedAt = useRef(-Infinity);
  const { looking, candidates } = facts;
  const unseen = candidates.filter((one) => !seen.has(one));

  const begin = (memberId: string) => {
    setTurn({ memberId, sinceMs: performance.now(), said: facts.saidOf(memberId) });
    facts.look(memberId);
  };
  const stop = (message: string) => {
    setTurn(null);
    setSkipped(new Set());
    setSaid(message);
  };
  /** To the next one who was neither seen nor skipped, or to the end. */
  const goOn = (from: string | null, passed: ReadonlySet<string>) => {
    const next = nextOf(candidates, from, passed);
    if (next === null) {
      return stop(roundText(unseen.map(facts.nameOf)));
    }
    movedAt.current = performance.now();
    begin(next);
  };

  const check = useEffectEvent(() => {
    if (turn === null) return;
    const nowMs = performance.now();
    if (facts.writing) {
      if (nowMs - turn.sinceMs > turnMs / 2) setTurn({ ...turn, sinceMs: nowMs });
      return;
    }
    const state = facts.stateOf(turn.memberId);
    switch (turnOf(turn, { nowMs, looking, state, said: facts.saidOf(turn.memberId) })) {
      case 'begin':
        setTurn({ memberId: looking!, sinceMs: nowMs, said: facts.saidOf(looking!) });
        break;
      case 'next':
        goOn(turn.memberId, new Set([...seen, ...skipped]));
        break;
      case 'skip': {
        const passed = new Set([...skipped, turn.memberId]);
        setSkipped(passed);
        goOn(turn.memberId, new Set([...seen, ...passed]));
        break;
      }
      case 'stop':
        stop('');
    }
  });
  const on = turn !== null;
  useEffect(() => {
    if (!on) return;
    const timer = setInterval(() => check(), checkEveryMs);
    return () => clearInterval(timer);
  }, [on]);

  const see = useEffectEvent((memberId: string) => {
    if (isSeen(facts.stateOf(memberId)))
      setSeen((old) => (old.has(memberId) ? old : new Set([...old, memberId])));
  });
  useEffect(() => {
    if (looking === null) return;
    const timer = setInterval(() => see(looking), seenAfterMs);
    return () => clearInterval(timer);
  }, [looking]);

  const toggle = () => {
    if (on) return stop('');
    setSaid('');
    if (unseen.length > 0) return goOn(null, seen);
    // Everybody was seen: another round.
    setSeen(new Set());
    goOn(null, new Set());
  };

  return {
    on,
    unseen: unseen.length,
    turn: turn && { name: `${turn.memberId} ${turn.sinceMs}`, ms: turnMs },
    said,
    toggle,
    justMoved: () => performance.now() - movedAt.current < noTapMs,
  };
}
