import { useRef } from 'react';
import { useParams } from 'react-router';
import { useRoom } from '../live/useRoom';
import { useFrame, useServerNow } from '../clock/useServerNow';
import { Button, useTitle, Waiting } from '../design/primitives';
import { useWakeLock } from '../lib/useWakeLock';
import { draw } from './barcodeClock';
import './clock.css';

/** A camera's exposure should see one time only, so each stays for some frames of the screen. */
const holdMs = 66;

/** The server's clock as a bar code that fills the screen, to be held into a camera. */
export function ClockPage() {
  const { id = '' } = useParams();
  const { room, client } = useRoom(id);
  const canvas = useRef<HTMLCanvasElement>(null);
  const shown = useRef(-1);
  const synchronised = client !== null && room.join !== null;
  const now = useServerNow(client?.clock, 1000);
  useTitle('Clock for the camera');
  useWakeLock(true);

  useFrame(() => {
    const element = canvas.current;
    if (!element || !client) return;
    const slot = Math.floor(client.clock.now() / holdMs);
    if (slot === shown.current) return;
    shown.current = slot;
    const width = Math.round(element.clientWidth * devicePixelRatio);
    const height = Math.round(element.clientHeight * devicePixelRatio);
    if (element.width !== width || element.height !== height)
      Object.assign(element, { width, height });
    // The middle of the time that it stands there.
    draw(element.getContext('2d')!, (slot + 0.5) * holdMs, { x: 0, y: 0, width, height });
  }, synchronised);

  return (
    <main className="clock-page" id="main" tabIndex={-1} data-testid="calibration-code">
      {synchronised ? (
        <canvas ref={canvas} role="img" aria-label="Clock as a bar code" />
      ) : (
        <Waiting>{room.problem?.detail ?? 'Getting the time…'}</Waiting>
      )}
      <footer>
        <span className="nums">{new Date(now).toISOString().slice(11, 19)} UTC</span>
        <span className="grow">Hold this in front of the camera, at full brightness.</span>
        {document.fullscreenEnabled && (
          <Button compact onClick={() => void document.documentElement.requestFullscreen()}>
            Full screen
          </Button>
        )}
      </footer>
    </main>
  );
}
