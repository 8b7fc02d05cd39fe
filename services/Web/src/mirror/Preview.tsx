import { type ReactNode, useEffect, useRef } from 'react';
import type { Camera } from './camera';
import { type Look, Painter } from './painter';
import './dialog.css';

interface Props {
  /** Null while it opens. */
  camera: Camera | null;
  look: Look;
  width: number;
  height: number;
  framesPerSecond: number;
  label: string;
  testId?: string;
  /** Lies over it, not mirrored. */
  children?: ReactNode;
}

/** The camera's picture as it leaves the device, mirrored as people know themselves. */
export function Preview({
  camera,
  look,
  width,
  height,
  framesPerSecond,
  label,
  testId,
  children,
}: Props) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    if (camera === null) return;
    const painter = new Painter(canvas.current!);
    const paint = () => painter.paint(camera.video, look);
    paint();
    const timer = setInterval(paint, 1000 / framesPerSecond);
    return () => clearInterval(timer);
  }, [camera, look, framesPerSecond]);
  return (
    <div className="mirror-preview" style={{ aspectRatio: `${width} / ${height}` }}>
      <canvas
        ref={canvas}
        width={width}
        height={height}
        role="img"
        aria-label={label}
        data-testid={testId}
        data-look={look}
      />
      {children}
    </div>
  );
}
