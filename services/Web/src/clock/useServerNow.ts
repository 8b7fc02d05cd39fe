import { useEffect, useRef, useState } from 'react';
import { serverNow } from './serverTime';
import type { Clock } from './clock';

/** A clock, or else the server's as pages know it, read anew every `everyMs` for text on screen. */
export function useServerNow(clock: Clock | undefined, everyMs = 250): number {
  const [now, setNow] = useState(() => clock?.now() ?? serverNow());
  useEffect(() => {
    const read = () => setNow(clock?.now() ?? serverNow());
    read();
    const timer = setInterval(read, everyMs);
    return () => clearInterval(timer);
  }, [clock, everyMs]);
  return now;
}

/** Calls back before each painted frame; the drawing goes straight to the elements, past React. */
export function useFrame(draw: () => void, running = true): void {
  const latest = useRef(draw);
  latest.current = draw;
  useEffect(() => {
    latest.current();
    if (!running) return;
    let frame = requestAnimationFrame(function loop() {
      latest.current();
      frame = requestAnimationFrame(loop);
    });
    return () => cancelAnimationFrame(frame);
  }, [running]);
}
