import { type WallOrder, wallOrders } from '../wall/order';
import type { Wall } from './useWall';

const orderNames: Record<WallOrder, { name: string; title: string }> = {
  need: { name: 'Need', title: 'Raised hands first, then whoever was not looked at for longest' },
  seat: { name: 'Seat', title: 'Everybody keeps their place' },
  own: { name: 'Mine', title: 'As you lay them: drag, or Shift and an arrow' },
};

/** How the wall is ordered, the round, and sharing the wall with another leader. */
export function WallTools({ wall }: { wall: Wall }) {
  const { order, round, split } = wall;
  const offers = split.with.filter((one) => one.splits);
  const names = (people: readonly { displayName: string }[]) =>
    people.map((one) => one.displayName).join(', ');
  return (
    <>
      <div className="row wall-tools">
        <div
          className="tabs"
          role="group"
          aria-label="Order"
          data-testid="wall-order"
          data-order={order}
        >
          {wallOrders.map((one) => (
            <button
              key={one}
              type="button"
              aria-pressed={order === one}
              title={orderNames[one].title}
              data-testid={`wall-order-${one}`}
              onClick={() => wall.setOrder(one)}
            >
              {orderNames[one].name}
            </button>
          ))}
        </div>
        <button
          type="button"
          className="chip"
          aria-pressed={round.on}
          title="Looks at everybody in turn, 12 seconds each"
          data-testid="wall-round"
          data-on={round.on}
          data-unseen={round.unseen}
          onClick={round.toggle}
        >
          {round.on ? 'Stop the round' : 'Round'} <b className="nums">{round.unseen}</b>{' '}
          <kbd>r</kbd>
        </button>
        {split.with.length > 0 && (
          <button
            type="button"
            className="chip"
            aria-pressed={split.on}
            title="Each of you takes care of a part, so that nobody is looked at twice"
            data-testid="wall-split"
            data-on={split.on}
            onClick={split.toggle}
          >
            Split with {names(split.with)}
          </button>
        )}
      </div>
      <p className="muted small wall-said" role="status">
        {round.said}
        {split.with.length > 0 && split.on && offers.length === 0
          ? ` Waiting for ${names(split.with)} to split as well.`
          : ''}
        {!split.on && offers.length > 0 ? ` ${names(offers)} would split the wall with you.` : ''}
      </p>
    </>
  );
}
