import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import type { StreamMissing } from '../contract/hub';
import type { Clock } from '../clock/clock';
import { Icon } from '../design/icons';
import { type Caption, useCaptions } from './captions';
import type { PictureClock } from './pictureClock';
import { remember, remembered } from './remembered';
import { Stats } from './Stats';
import { LiveTimeline, Timeline } from './Timelines';
import { useVideo } from './useVideo';
import type { PlayerState, Playing } from './playerView';
import type { VideoPlayer } from './videoPlayer';
import { VideoMenu } from './VideoMenu';
import './video.css';

const messages: Partial<Record<PlayerState, string>> = {
  loading: 'Loading video…',
  stalled: 'Buffering…',
  interrupted: 'Video interrupted, reconnecting…',
};
const missingMessage: Record<StreamMissing, string> = {
  audio: 'No sound right now. It’s not your device.',
  video: 'No video right now. It’s not your device.',
};
/** How far the arrow keys go, in milliseconds. */
const stepMs = 10_000;

interface Props {
  sessionId: string;
  picture: PictureClock;
  server: Clock;
  /** A recording, or what happens now. */
  recording?: boolean;
  /** The encoder dropped out and is expected back. */
  interrupted?: boolean;
  /** What of the live video does not come from the instructor. */
  missing?: StreamMissing | null;
  /** What is said, as captions. */
  captions: readonly Caption[];
  onPlayer?: (player: VideoPlayer | null) => void;
  onAudioOnly?: (audioOnly: boolean) => void;
  /** The picture moves: it began to, or goes on. */
  onPlay?: () => void;
  /** The picture came to its end. */
  onEnd?: () => void;
}

/** The picture with its controls. */
export function VideoPanel({
  sessionId,
  picture,
  server,
  recording = false,
  interrupted = false,
  missing = null,
  captions,
  onPlayer,
  onAudioOnly,
  onPlay,
  onEnd,
}: Props) {
  const element = useRef<HTMLVideoElement>(null);
  const [first] = useState<Playing>(() =>
    recording ? 'replay' : remembered('audio') ? 'audio' : 'live',
  );
  const { player, view } = useVideo(sessionId, element, picture, server, first);
  const [{ muted, volume }, setSound] = useState({ muted: false, volume: 1 });
  const [captioned, setCaptioned] = useState(() => remembered('captions'));
  const [stats, setStats] = useState(false);
  const state = view?.state ?? 'loading';
  const audioOnly = (view?.playing ?? first) === 'audio';
  useCaptions(element, captions, () => picture.frameMs ?? server.now(), captioned);
  useEffect(() => void onPlayer?.(player), [player, onPlayer]);
  useEffect(() => void onAudioOnly?.(audioOnly), [audioOnly, onAudioOnly]);

  useEffect(() => {
    if (state === 'playing') onPlay?.();
    if (state === 'ended') onEnd?.();
  }, [state, onPlay, onEnd]);
  const wasInterrupted = useRef(false);
  useEffect(() => {
    if (interrupted !== wasInterrupted.current) player?.setInterrupted(interrupted);
    wasInterrupted.current = interrupted;
  }, [player, interrupted]);

  const chooseCaptions = (on: boolean) => {
    remember('captions', on);
    setCaptioned(on);
  };
  const press = (event: KeyboardEvent<HTMLElement>) => {
    if (
      !player ||
      event.ctrlKey ||
      event.metaKey ||
      event.altKey ||
      (event.target as HTMLElement).closest('input, select, button')
    )
      return;
    const shownMs = picture.frameMs;
    const keys: Record<string, () => void> = {
      ' ': () => player.togglePause(),
      k: () => player.togglePause(),
      ArrowLeft: () => shownMs !== null && player.goTo(shownMs - stepMs),
      ArrowRight: () => shownMs !== null && player.goTo(shownMs + stepMs),
      m: () => (muted ? player.unmute() : (element.current!.muted = true)),
      c: () => chooseCaptions(!captioned),
      f: () => void enlarge(element.current),
    };
    const act = keys[event.key];
    if (!act) return;
    event.preventDefault();
    event.stopPropagation();
    act();
  };
  const chooseAudio = (on: boolean) => {
    remember('audio', on);
    player?.setAudioOnly(on);
  };

  return (
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- its keys
    <section
      className="video"
      data-testid="video"
      data-state={state}
      data-playing={view?.playing ?? first}
      aria-label={recording ? 'Recording' : 'Live video'}
      // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it takes the keys
      tabIndex={0}
      onKeyDown={press}
    >
      <div className="video-picture" data-audio={audioOnly}>
        {/* eslint-disable-next-line jsx-a11y/media-has-caption -- useCaptions places them */}
        <video
          ref={element}
          playsInline
          onVolumeChange={({ currentTarget: { muted, volume } }) => setSound({ muted, volume })}
          onClick={() => player?.togglePause()}
        />
        {audioOnly && (
          <p className="video-words">
            <Icon name="sound" /> Audio only
          </p>
        )}
        {(view?.refusal ?? messages[state]) && (
          <p className="video-words" role="status">
            {view?.refusal ?? messages[state]}
          </p>
        )}
        {missing && missing in missingMessage && (state === 'playing' || state === 'stalled') && (
          <p
            className="video-missing"
            role="status"
            data-testid="video-missing"
            data-missing={missing}
          >
            {missingMessage[missing]}
          </p>
        )}
        {view?.needsTap && (
          <button
            type="button"
            className="video-tap"
            data-testid="video-unmute"
            onClick={() => player?.unmute()}
          >
            <Icon name="sound" /> Tap for sound
          </button>
        )}
        {stats && player && (
          <Stats player={player} picture={picture} server={server} video={element} />
        )}
      </div>
      {player && (
        <div className="video-bar">
          <button
            type="button"
            onClick={() => player.togglePause()}
            aria-label={state === 'paused' ? 'Play' : 'Pause'}
            data-testid="video-pause"
          >
            <Icon name={state === 'paused' ? 'play' : 'pause'} />
          </button>
          {recording ? (
            <Timeline player={player} picture={picture} />
          ) : (
            !audioOnly && (
              <LiveTimeline
                sessionId={sessionId}
                player={player}
                picture={picture}
                server={server}
                playing={view?.playing ?? first}
              />
            )
          )}
          {audioOnly && <span className="grow" />}
          <button
            type="button"
            aria-label={muted ? 'Sound on' : 'Sound off'}
            aria-pressed={muted}
            onClick={() => (muted ? player.unmute() : (element.current!.muted = true))}
          >
            <Icon name={muted ? 'mute' : 'sound'} />
          </button>
          <VideoMenu
            view={view}
            captions={captioned}
            stats={stats}
            audioOnly={audioOnly}
            recording={recording}
            onQuality={(index) => player.setQuality(index)}
            onCaptions={chooseCaptions}
            onVolume={(volume) => {
              element.current!.volume = volume;
              if (volume > 0) player.unmute();
            }}
            volume={muted ? 0 : volume}
            onStats={setStats}
            onAudioOnly={chooseAudio}
            onFullScreen={() => void enlarge(element.current)}
          />
        </div>
      )}
    </section>
  );
}

/**
 * The whole class fills the screen, so that cue, step and note stay with the picture, also where a
 * browser grants it to videos only.
 */
async function enlarge(video: HTMLVideoElement | null): Promise<void> {
  if (document.fullscreenElement) return document.exitFullscreen();
  const room = video?.closest<HTMLElement>('.room');
  if (room?.requestFullscreen) return room.requestFullscreen();
  if (room) room.toggleAttribute('data-enlarged');
}
