import type { ReactNode } from 'react';
import './room.css';

/**
 * One line about the class that is not a cue, in the room's head: it takes its place from the title
 * and the picture, never from cue or step.
 */
export function StatusLine({
  tone,
  testId,
  children,
}: {
  tone: 'good' | 'warm' | 'bad';
  testId?: string;
  children: ReactNode;
}) {
  return (
    <p className={`status-line ${tone}`} data-testid={testId} role="status">
      {children}
    </p>
  );
}
