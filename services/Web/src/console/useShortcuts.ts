import { useEffect, useRef } from 'react';

/** Single keys while nothing is being typed; Escape works everywhere. */
export function useShortcuts(keys: Record<string, (() => void) | undefined>): void {
  const latest = useRef(keys);
  latest.current = keys;
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || document.querySelector('dialog[open]')) return;
      const typing = event.target instanceof HTMLElement && event.target.closest('input, textarea, select') !== null;
      if (typing && event.key !== 'Escape') return;
      const act = latest.current[event.key];
      if (!act) return;
      event.preventDefault();
      act();
    };
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, []);
}
