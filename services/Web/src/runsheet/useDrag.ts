import { type PointerEvent, type RefObject, useRef, useState } from 'react';
import { placeAt } from './blocks';

/** Dragging a block by its handle, with a mouse, a pen or a finger. `to` is where it would land. */
export function useDrag(
  list: RefObject<HTMLElement | null>,
  onDrop: (from: number, to: number) => void,
) {
  const [drag, setDrag] = useState<{ from: number; to: number; byY: number } | null>(null);
  const start = useRef({ y: 0, middles: [] as number[] });

  const target = (from: number, event: PointerEvent) =>
    placeAt(start.current.middles, from, event.clientY + window.scrollY);
  const handle = (from: number) => ({
    onPointerDown: (event: PointerEvent<HTMLElement>) => {
      if (event.button !== 0 || !list.current) return;
      event.currentTarget.setPointerCapture(event.pointerId);
      const boxes = [...list.current.children].map((child) => child.getBoundingClientRect());
      start.current = {
        y: event.clientY + window.scrollY,
        middles: boxes.map((box) => box.top + window.scrollY + box.height / 2),
      };
      setDrag({ from, to: from, byY: 0 });
    },
    onPointerMove: (event: PointerEvent<HTMLElement>) => {
      if (!drag) return;
      // Near the edge of the screen the page goes along.
      if (event.clientY < 80) window.scrollBy(0, -12);
      else if (event.clientY > window.innerHeight - 80) window.scrollBy(0, 12);
      setDrag({
        from,
        to: target(from, event),
        byY: event.clientY + window.scrollY - start.current.y,
      });
    },
    onPointerUp: (event: PointerEvent<HTMLElement>) => {
      if (drag && target(from, event) !== from) onDrop(from, target(from, event));
      setDrag(null);
    },
    onPointerCancel: () => setDrag(null),
  });
  return { drag, handle };
}
