import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { device } from '../lib/storage';
import {
  laidAt,
  ordered,
  sameOrder,
  settled,
  type WallOrder,
  wallOrders,
  type WallPerson,
  withRoom,
} from '../wall/order';

/** More are not taken in at a glance; the others are in the roster. */
const mostTiles = 30;
const checkEveryMs = 1_000;
/** So long no eye and no finger is on the wall before anybody changes place. */
const calmAfterMs = 3_000;

/**
 * The order of the wall, which this device remembers. By need it follows the class, but never under
 * somebody's finger: only once nobody is looked at, and nothing was touched for some seconds.
 */
export function useWallOrder<T extends WallPerson>(
  people: readonly T[],
  seats: readonly string[],
  looking: boolean,
) {
  const [order, setOrder] = useState<WallOrder>(() => {
    const kept = device.read('wall.order');
    return wallOrders.find((one) => one === kept) ?? 'need';
  });
  const [own, setOwn] = useState(() => device.readJson<string[]>('wall.own', []));
  const [shown, setShown] = useState<string[]>([]);
  const touchedAt = useRef(-Infinity);

  const wanted = withRoom(ordered(people, order, { seats, own }), mostTiles).map(
    (one) => one.memberId,
  );
  const placed = settled(shown, wanted);

  const settle = useEffectEvent(() => {
    const now = performance.now();
    if (looking) touchedAt.current = now;
    if (now - touchedAt.current < calmAfterMs && shown.length > 0) return;
    setShown((old) => (sameOrder(old, wanted) ? old : wanted));
  });
  useEffect(() => {
    const timer = setInterval(() => settle(), checkEveryMs);
    return () => clearInterval(timer);
  }, []);

  const byId = new Map(people.map((one) => [one.memberId, one]));
  return {
    order,
    cells: placed.map((one) => byId.get(one)!),
    /** How many are in the roster alone. */
    more: people.length - wanted.length,
    setOrder: (next: WallOrder) => {
      device.write('wall.order', next);
      setOrder(next);
      setShown([]);
    },
    /** Whoever asked for another order wants to see it at once. */
    orderNow: () => setShown([]),
    /** Lays somebody where another stands, in one's own order. */
    lay: (memberId: string, at: number) => {
      const next = laidAt(placed, memberId, at);
      // Those of other classes keep their places among themselves.
      const all = [...next, ...own.filter((one) => !next.includes(one))];
      device.writeJson('wall.own', all);
      setOwn(all);
      setShown(next);
    },
    /** A hand is on the wall. */
    touch: () => {
      touchedAt.current = performance.now();
    },
  };
}
