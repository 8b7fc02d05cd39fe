import { useEffect, useRef, useState } from 'react';
import { coaching } from '../api/endpoints';

const mostAtOnce = 200;

/** Levels of these members. Those that cannot be read (somebody who has only come to look) stay unknown and are asked for once. */
export function useLevels(
  sessionId: string,
  members: readonly string[],
): ReadonlyMap<string, number> {
  const [levels, setLevels] = useState<ReadonlyMap<string, number>>(new Map());
  const asked = useRef(new Set<string>());
  const key = members.filter((one) => !asked.current.has(one)).join(',');
  useEffect(() => {
    if (key === '') return;
    const abort = new AbortController();
    // People come in waves: one request for all of them.
    const timer = setTimeout(() => {
      const now = key.split(',').slice(0, mostAtOnce);
      coaching.levels(sessionId, now, abort.signal).then(
        (answer) => {
          now.forEach((one) => asked.current.add(one));
          setLevels(
            (old) =>
              new Map([...old, ...answer.members.map((one) => [one.memberId, one.level] as const)]),
          );
        },
        () => {
          if (abort.signal.aborted) return;
          now.forEach((one) => asked.current.add(one));
          // One of them may not be read: those with a coached seat may.
          void coaching.levels(sessionId, []).then(
            (answer) =>
              setLevels(
                (old) =>
                  new Map([
                    ...old,
                    ...answer.members.map((one) => [one.memberId, one.level] as const),
                  ]),
              ),
            () => undefined,
          );
        },
      );
    }, 600);
    return () => {
      clearTimeout(timer);
      abort.abort();
    };
  }, [sessionId, key]);
  return levels;
}
