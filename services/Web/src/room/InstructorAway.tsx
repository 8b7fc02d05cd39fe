import type { LeaderNotice } from '../api/contract';

/** Whoever leads dropped out: nobody should sit before a still picture and wonder. */
export function InstructorAway({ leader }: { leader: LeaderNotice | null }) {
  if (!leader?.away) return null;
  return (
    <div className="connection moved" role="status" data-testid="instructor-away">
      <span className="grow">{leader.displayName ?? 'Your instructor'} is away for a moment. Rest, and breathe easily.</span>
    </div>
  );
}
