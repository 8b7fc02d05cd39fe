import { Button } from '../design/primitives';
import type { Coaching } from './useCoaching';

/** What became of the last note: who got it, and whether it was held back for some. */
export function NoteOutcome({ coach }: { coach: Coaching }) {
  const { held } = coach;
  return (
    <>
      {held && (
        <div className="notice warm" role="alert">
          <span className="text">{held.messages.join(' ')}</span>
          <Button
            compact
            variant="outline"
            data-testid="note-again"
            onClick={() => void coach.sendHeld()}
          >
            Send again anyway <kbd>y</kbd>
          </Button>
          <Button compact variant="ghost" onClick={coach.dropHeld}>
            Don’t send
          </Button>
        </div>
      )}
      <p className="note-sent" role="status" data-testid="note-sent">
        {coach.sent && `✓ ${coach.sent}`}
      </p>
    </>
  );
}
