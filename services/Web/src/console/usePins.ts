import { useCallback, useState } from 'react';
import { device } from '../lib/storage';

/** Whom this device keeps at the top, in every class. */
export function usePins(): { pins: ReadonlySet<string>; toggle: (memberId: string) => void } {
  const [pins, setPins] = useState<ReadonlySet<string>>(
    () => new Set(device.readJson<string[]>('console.pins', [])),
  );
  const toggle = useCallback(
    (memberId: string) =>
      setPins((old) => {
        const next = new Set(old);
        if (!next.delete(memberId)) next.add(memberId);
        device.writeJson('console.pins', [...next]);
        return next;
      }),
    [],
  );
  return { pins, toggle };
}
