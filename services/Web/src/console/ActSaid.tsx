import type { ApiProblem } from '../api/http';
import { Button, ErrorNote } from '../design/primitives';

interface Props {
  said: string;
  problem: ApiProblem | undefined;
  onDismiss: () => void;
}

/** What became of a leader's act. */
export function ActSaid({ said, problem, onDismiss }: Props) {
  return (
    <>
      <div className="console-said" role="status" data-testid="console-said">
        {said}
      </div>
      {problem && (
        <ErrorNote problem={problem}>
          <Button compact variant="outline" onClick={onDismiss}>
            Dismiss
          </Button>
        </ErrorNote>
      )}
    </>
  );
}
