import { useState } from 'react';
import { Button } from '../design/primitives';

/** Nobody is here yet: the link that brings people to this class. */
export function ShareLink({ sessionId }: { sessionId: string }) {
  const [copied, setCopied] = useState(false);
  const link = `${window.location.origin}/sessions/${sessionId}`;
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(link);
      setCopied(true);
    } catch {
      // Without the right to the clipboard the link can still be selected.
    }
  };
  return (
    <div className="stack-s share-link" data-testid="share-link">
      <p>Nobody is here yet. Share this link to invite people:</p>
      <p>
        <a href={link} target="_blank" rel="noreferrer">
          {link}
        </a>
      </p>
      <div className="row">
        <Button compact onClick={() => void copy()}>
          Copy the link
        </Button>
        <span role="status" className="small">
          {copied && 'Copied.'}
        </span>
      </div>
    </div>
  );
}
