import { useEffect, useState } from 'react';
import { coaching } from '../api/coaching';

const mostAtOnce = 200;

const levelOf = (one: { memberId: string; level: number }) => [one.memberId, one.level] as const;

/**
 * Levels of these members. Those that cannot be read (somebody who has only come to look) stay
 * unknown and are asked for once.
 */
export function useLevels(
  sessionId: string,
  members: readonly string[],
): ReadonlyMap<string, number> {
  const [levels, setLevels] = useState<ReadonlyMap<string, number>>(new Map());
  const [asked, setAsked] = useState<ReadonlySet<string>>(new Set());
  const key = members.filter((one) => !asked.has(one)).join(',');
  useEffect(() => {
    if (key === '') return;
    const abort = new AbortController();
    const add = (answer: { members: { memberId: string; level: number }[] }) =>
      setLevels((old) => new Map([...old, ...answer.members.map(levelOf)]));
    // People come in waves: one request for all of them.
    const timer = setTimeout(() => {
      const now = key.split(',').slice(0, mostAtOnce);
      const done = () => setAsked((old) => new Set([...old, ...now]));
      coaching.levels(sessionId, now, abort.signal).then(
        (answer) => {
          add(answer);
          done();
        },
        () => {
          if (abort.signal.aborted) return;
          done();
          // One of them may not be read: those with a coached seat may.
          void coaching.levels(sessionId, []).then(add, () => undefined);
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
