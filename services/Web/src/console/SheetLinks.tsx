import { useEffect, useEffectEvent, useRef } from 'react';
import { Link } from 'react-router';
import type { RunSheet } from '../contract/hub';
import { duration, plural } from '../design/time';

/**
 * Before the class its run sheet can be changed and rehearsed; both open beside the console, which
 * goes on.
 */
export function SheetLinks({ sessionId, started }: { sessionId: string; started: boolean }) {
  if (started) return null;
  return (
    <span className="row sheet-links">
      <Link to={`/sessions/${sessionId}/run-sheet`} target="_blank">
        Edit
      </Link>
      <Link to={`/sessions/${sessionId}/rehearse`} target="_blank">
        Rehearse
      </Link>
    </span>
  );
}

/**
 * Says that the run sheet was replaced while the console is open. Joining again with the same sheet
 * says nothing, nor does the first one that comes.
 */
export function useSheetChange(
  sheet: RunSheet | null | undefined,
  say: (message: string) => void,
): void {
  const known = useRef<string>(undefined);
  const speak = useEffectEvent(say);
  useEffect(() => {
    if (!sheet) return;
    const text = JSON.stringify(sheet.steps);
    if (known.current !== undefined && known.current !== text) {
      speak(
        `The class plan was changed: ${plural(sheet.steps.length, 'step')}, ` +
          `${duration(sheet.steps.reduce((sum, step) => sum + step.durationSeconds, 0))}`,
      );
    }
    known.current = text;
  }, [sheet]);
}
