import type { LeaderNotice } from '../contract/hub';
import { StatusLine } from './StatusLine';

/** Whoever leads dropped out: nobody should sit before a still picture and wonder. */
export function InstructorAway({ leader }: { leader: LeaderNotice | null }) {
  if (!leader?.away) return null;
  return (
    <StatusLine tone="warm" testId="instructor-away">
      {leader.displayName ?? 'Your instructor'} is away for a moment. Rest, and breathe easily.
    </StatusLine>
  );
}
