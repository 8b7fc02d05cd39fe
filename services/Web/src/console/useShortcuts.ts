import { useEffect, useRef, useState } from 'react';
import { type KeyAct, nativeKeys, type Prefix, readKey } from './keys';

/** Single keys, and two in a row, while nothing is being typed; Escape works everywhere. `perform` says whether the key did anything. */
export function useShortcuts(perform: (act: KeyAct) => boolean): Prefix | null {
  const [prefix, setPrefix] = useState<Prefix | null>(null);
  const latest = useRef({ perform, prefix });
  latest.current = { perform, prefix };
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
      const act = readKey(latest.current.prefix, event.key);
      const next = act?.act === 'prefix' ? act.prefix : null;
      if (event.key !== 'Shift') {
        latest.current.prefix = next;
        setPrefix(next);
      }
      if (act && (act.act === 'prefix' || latest.current.perform(act))) event.preventDefault();
    };
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, []);
  return prefix;
}
