import { useEffect, useState } from 'react';

/**
 * Something outside React that lives while the component is on screen, and anew for each new
 * `open`; null until it is there, and where `open` has nothing to open. `open` gives it together
 * with how to let go of it.
 */
export function useResource<T>(open: () => [resource: T, close: () => void] | null): T | null {
  const [resource, setResource] = useState<T | null>(null);
  useEffect(() => {
    const opened = open();
    if (opened === null) return;
    // It connects or plays from now on, so it cannot be made while drawing.
    // eslint-disable-next-line react-hooks/set-state-in-effect -- opened here alone
    setResource(opened[0]);
    return () => {
      opened[1]();
      setResource(null);
    };
  }, [open]);
  return resource;
}
