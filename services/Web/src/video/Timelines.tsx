import { useState } from 'react';
import { streaming } from '../api/endpoints';
import { useLoad } from '../api/useLoad';
import type { Clock } from '../clock/clock';
import { useServerNow } from '../clock/useServerNow';
import { Button } from '../design/primitives';
import { countdown } from '../design/time';
import type { PictureClock } from './pictureClock';
import type { Playing } from './playerView';
import type { VideoPlayer } from './videoPlayer';

/** A viewer further behind than this is not live any more, in milliseconds. */
const liveWithinMs = 8_000;

/** The place in a class that is on, and the way to what happens now. */
export function LiveTimeline({
  sessionId,
  player,
  picture,
  server,
  playing,
}: {
  sessionId: string;
  player: VideoPlayer;
  picture: PictureClock;
  server: Clock;
  playing: Playing;
}) {
  const stream = useLoad(sessionId, (signal) => streaming.state(sessionId, signal));
  const now = useServerNow(server, 500);
  const shownMs = picture.frameMs ?? now;
  const behind = now - shownMs;
  const live = playing === 'live' && behind < liveWithinMs;
  const fromMs = stream.data?.startedAtMs ?? shownMs;
  return (
    <>
      <Slider
        fromMs={fromMs}
        toMs={now}
        atMs={shownMs}
        message={live ? 'Live' : `${countdown(behind)} behind`}
        onGo={(ms) => player.goTo(ms)}
      />
      <Button
        compact
        variant={live ? 'plain' : 'primary'}
        disabled={live}
        onClick={() => player.goLive()}
        data-testid="go-to-live"
      >
        <span className="live-dot" data-live={live} aria-hidden="true" />{' '}
        {live ? 'Live' : 'Go to live'}
      </Button>
    </>
  );
}

/** The place in a recording. */
export function Timeline({ player, picture }: { player: VideoPlayer; picture: PictureClock }) {
  useServerNow(picture, 500);
  const { span } = player.media;
  const atMs = picture.frameMs ?? span?.fromMs ?? 0;
  if (!span) return <span className="grow" />;
  return (
    <>
      <Slider
        fromMs={span.fromMs}
        toMs={span.toMs}
        atMs={atMs}
        message={`${countdown(atMs - span.fromMs)} of ${countdown(span.toMs - span.fromMs)}`}
        onGo={(ms) => player.goTo(ms)}
      />
      <span className="nums small video-time">
        {countdown(atMs - span.fromMs)} / {countdown(span.toMs - span.fromMs)}
      </span>
    </>
  );
}

/** A place in the class; while it is dragged it stays where the finger is. */
function Slider({
  fromMs,
  toMs,
  atMs,
  message,
  onGo,
}: {
  fromMs: number;
  toMs: number;
  atMs: number;
  message: string;
  onGo: (ms: number) => void;
}) {
  const [dragged, setDragged] = useState<number | null>(null);
  const go = () => {
    if (dragged !== null) onGo(fromMs + dragged * 1000);
    setDragged(null);
  };
  return (
    <input
      type="range"
      className="grow"
      aria-label="Place in the class"
      aria-valuetext={message}
      data-testid="video-seek"
      min={0}
      max={Math.max(1, Math.round((toMs - fromMs) / 1000))}
      step={1}
      value={dragged ?? Math.round((atMs - fromMs) / 1000)}
      onChange={(event) => setDragged(event.currentTarget.valueAsNumber)}
      onPointerUp={go}
      onKeyUp={go}
      onBlur={go}
    />
  );
}
