import { useCallback, useEffect, useRef, useState } from 'react';
import { coaching } from '../api/endpoints';
import type { HistoryNote } from '../api/types';
import { readDevice, writeDevice } from './onDevice';

const mostAtOnce = 200;
const historyAgeMs = 60_000;

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

/** This week's notes by member, read again when somebody is selected and what is known is older than a minute. */
export function useNoteHistory(
  sessionId: string,
  selected: readonly string[],
): ReadonlyMap<string, HistoryNote[]> {
  const [history, setHistory] = useState<ReadonlyMap<string, HistoryNote[]>>(new Map());
  const readAt = useRef(0);
  const key = selected.join(',');
  useEffect(() => {
    if (key === '' || Date.now() - readAt.current < historyAgeMs) return;
    readAt.current = Date.now();
    coaching.history(sessionId).then(
      (answer) => setHistory(new Map(answer.map((one) => [one.memberId, one.notes]))),
      () => undefined,
    );
  }, [sessionId, key]);
  return history;
}

/** Whom this device keeps at the top, in every class. */
export function usePins(): { pins: ReadonlySet<string>; toggle: (memberId: string) => void } {
  const [pins, setPins] = useState<ReadonlySet<string>>(
    () => new Set(readDevice<string[]>('pins', [])),
  );
  const toggle = useCallback(
    (memberId: string) =>
      setPins((old) => {
        const next = new Set(old);
        if (!next.delete(memberId)) next.add(memberId);
        writeDevice('pins', [...next]);
        return next;
      }),
    [],
  );
  return { pins, toggle };
}

/** A leader's own templates. A list that could not be read is not written over. */
export function useTemplates(): {
  texts: string[];
  ready: boolean;
  save: (texts: string[]) => Promise<void>;
} {
  const [texts, setTexts] = useState<string[]>([]);
  const [ready, setReady] = useState(false);
  useEffect(() => {
    const abort = new AbortController();
    coaching.templates(abort.signal).then(
      (answer) => {
        setTexts(answer.templates.map((one) => one.text));
        setReady(true);
      },
      () => undefined,
    );
    return () => abort.abort();
  }, []);
  const save = useCallback(async (next: string[]) => {
    const answer = await coaching.saveTemplates(next.map((text) => ({ text })));
    setTexts(answer?.templates?.map((one) => one.text) ?? next);
  }, []);
  return { texts, ready, save };
}
