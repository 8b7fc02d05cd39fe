import { type RefObject, useEffect, useEffectEvent, useState } from 'react';
import type { FormNote, FormNoteMark } from '../contract/hub';
import { advance, type Judge, nothingShown, seenAfterMs, type Showing } from './noteShow';

const tickMs = 250;
/** What passes while the page stands still, nobody reads: that much counts of it. */
const mostTickMs = 4 * tickMs;

/**
 * True while the element is really in sight: the page is visible, and it is scrolled to at least
 * half of it, or half a screen of it.
 */
export function useInSight(element: RefObject<HTMLElement | null>, key: string | null): boolean {
  const [scrolledTo, setScrolledTo] = useState<string | null>(null);
  const [hidden, setHidden] = useState(document.hidden);
  useEffect(() => {
    const onVisibility = () => setHidden(document.hidden);
    document.addEventListener('visibilitychange', onVisibility);
    return () => document.removeEventListener('visibilitychange', onVisibility);
  }, []);
  useEffect(() => {
    if (key === null || !element.current) return;
    const observer = new IntersectionObserver(
      (entries) => {
        const { intersectionRatio, intersectionRect, rootBounds } = entries.at(-1)!;
        const isThere =
          intersectionRatio >= 0.5 ||
          (rootBounds !== null && intersectionRect.height >= rootBounds.height / 2);
        setScrolledTo(isThere ? key : null);
      },
      { threshold: [0, 0.25, 0.5, 1] },
    );
    observer.observe(element.current);
    return () => observer.disconnect();
  }, [element, key]);
  return key !== null && scrolledTo === key && !hidden;
}

/** Says that a note was seen once it has been in sight for long enough. */
export function useSeen(
  note: FormNote | undefined,
  inSight: boolean,
  mark: ((noteId: string, mark: FormNoteMark) => Promise<unknown>) | undefined,
): void {
  const unseen = note && note.seenAtMs == null && inSight ? note.noteId : null;
  useEffect(() => {
    if (unseen === null || !mark) return;
    const timer = setTimeout(() => void mark(unseen, 'seen').catch(() => undefined), seenAfterMs);
    return () => clearTimeout(timer);
  }, [unseen, mark]);
}

/** Which note stands in full; its time runs while it is in sight and nobody dwells on it. */
export function useShowing(
  notes: readonly FormNote[],
  judge: Judge,
): {
  showing: Showing;
  change: (to: (old: Showing) => Showing) => void;
  run: (running: boolean) => void;
} {
  const [shown, change] = useState(nothingShown);
  const showing = advance(shown, notes, 0, judge);
  if (showing !== shown) change(showing);
  const [running, run] = useState(false);
  const go = useEffectEvent((ms: number) => change((old) => advance(old, notes, ms, judge)));
  useEffect(() => {
    if (showing.noteId === null || !running) return;
    let last = performance.now();
    const timer = setInterval(() => {
      const now = performance.now();
      go(Math.min(now - last, mostTickMs));
      last = now;
    }, tickMs);
    return () => clearInterval(timer);
  }, [showing.noteId, running]);
  return { showing, change, run };
}
