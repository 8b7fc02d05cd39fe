import { useEffect, useRef } from 'react';
import type { Clock } from '../clock/clock';
import type { PictureClock } from '../video/pictureClock';
import { useVideo } from '../video/useVideo';
import { useServerNow } from '../clock/useServerNow';

interface Props {
  sessionId: string;
  picture: PictureClock;
  server: Clock;
  onElement?: (element: HTMLVideoElement | null) => void;
}

/**
 * The live stream as viewers see it, small and silent. `picture` tells which moment is on screen.
 */
export function Monitor({ sessionId, picture, server, onElement }: Props) {
  const element = useRef<HTMLVideoElement>(null);
  const { view } = useVideo(sessionId, element, picture, server, 'live');
  const now = useServerNow(server, 500);
  useEffect(() => {
    onElement?.(element.current);
    return () => onElement?.(null);
  }, [onElement]);
  const behind = picture.frameMs === null ? null : (now - picture.frameMs) / 1000;
  return (
    <div className="preview" data-testid="monitor" data-state={view?.state ?? 'loading'}>
      <video ref={element} muted playsInline aria-label="The stream as members see it" />
      <span className="badge nums">
        {behind === null ? 'Loading video…' : `${behind.toFixed(1)} s ago`}
      </span>
    </div>
  );
}
