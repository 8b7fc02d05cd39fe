import { type ReactNode, useId } from 'react';
import type { ApiProblem } from '../api/http';
import { Dialog } from './Dialog';
import { ErrorNote, Button } from './primitives';

interface ConfirmProps {
  title: string;
  children: ReactNode;
  confirm: string;
  variant?: 'primary' | 'danger';
  busy?: boolean;
  problem?: ApiProblem;
  testId?: string;
  onConfirm: () => void;
  onClose: () => void;
}
/** Asks before something that cannot be taken back. Escape and the backdrop mean no. */

export function Confirm({
  title,
  children,
  confirm,
  variant = 'danger',
  busy,
  problem,
  testId,
  onConfirm,
  onClose,
}: ConfirmProps) {
  const titleId = useId();
  return (
    <Dialog aria-labelledby={titleId} onClose={onClose}>
      <h2 id={titleId}>{title}</h2>
      <div>{children}</div>
      {problem && <ErrorNote problem={problem} />}
      <div className="row">
        <Button variant={variant} busy={busy} data-testid={testId} onClick={onConfirm}>
          {confirm}
        </Button>
        <Button variant="outline" onClick={onClose} disabled={busy}>
          Not now
        </Button>
      </div>
    </Dialog>
  );
}
