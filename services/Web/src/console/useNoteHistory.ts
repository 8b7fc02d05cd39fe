import { useEffect, useRef, useState } from 'react';
import { coaching } from '../api/coaching';
import type { HistoryNote } from '../api/types';

const historyAgeMs = 60_000;

/**
 * This week's notes by member, read again when somebody is selected and what is known is older than
 * a minute.
 */
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
