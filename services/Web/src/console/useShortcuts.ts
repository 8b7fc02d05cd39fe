import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { type KeyAct, nativeKeys, type Prefix, readKey } from './keys';

/**
 * Single keys, and two in a row, while nothing is being typed; Escape works everywhere. `perform`
 * says whether the key did anything.
 */
export function useShortcuts(perform: (act: KeyAct) => boolean): Prefix | null {
  const [prefix, setPrefix] = useState<Prefix | null>(null);
  // Two keys may be pressed before the first is drawn.
  const typed = useRef<Prefix | null>(null);
  const act = useEffectEvent(perform);
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (
        event.ctrlKey ||
        event.metaKey ||
        event.altKey ||
        event.defaultPrevented ||
        document.querySelector('dialog[open]')
      )
        return;
      const target = event.target instanceof HTMLElement ? event.target : null;
      if (target?.closest('input, textarea, select') && event.key !== 'Escape') return;
      if (
        nativeKeys.has(event.key) &&
        target &&
        !target.matches('body, main') &&
        !(target.closest('.roster-rows') && event.key !== 'Enter')
      )
        return;
      const read = readKey(typed.current, event.key);
      const next = read?.act === 'prefix' ? read.prefix : null;
      if (event.key !== 'Shift') {
        typed.current = next;
        setPrefix(next);
      }
      if (read && (read.act === 'prefix' || act(read))) event.preventDefault();
    };
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, []);
  return prefix;
}
