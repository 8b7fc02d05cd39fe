import { useEffect, useId, useRef, useState } from 'react';
import { Icon } from '../design/icons';
import type { PlayerView } from './playerView';

interface Props {
  view: PlayerView | null;
  captions: boolean;
  stats: boolean;
  audioOnly: boolean;
  recording: boolean;
  volume: number;
  onQuality: (index: number) => void;
  onCaptions: (on: boolean) => void;
  onStats: (on: boolean) => void;
  onAudioOnly: (on: boolean) => void;
  onVolume: (volume: number) => void;
  onFullScreen: () => void;
}

/** What a viewer can choose about the video. */
export function VideoMenu({
  view,
  captions,
  stats,
  audioOnly,
  recording,
  volume,
  onQuality,
  onCaptions,
  onStats,
  onAudioOnly,
  onVolume,
  onFullScreen,
}: Props) {
  const [open, setOpen] = useState(false);
  const box = useRef<HTMLDivElement>(null);
  const id = useId();
  useEffect(() => {
    if (!open) return;
    const close = (event: Event) => {
      const escapes = event instanceof KeyboardEvent && event.key === 'Escape';
      if (escapes) box.current?.querySelector('button')?.focus();
      if (
        escapes ||
        (!(event instanceof KeyboardEvent) && !box.current?.contains(event.target as Node))
      )
        setOpen(false);
    };
    document.addEventListener('pointerdown', close);
    document.addEventListener('keydown', close);
    return () => {
      document.removeEventListener('pointerdown', close);
      document.removeEventListener('keydown', close);
    };
  }, [open]);

  const qualities = view?.qualities ?? [];
  return (
    <div className="video-menu" ref={box}>
      <button
        type="button"
        aria-expanded={open}
        aria-controls={id}
        aria-label="Video settings"
        data-testid="video-menu"
        onClick={() => setOpen(!open)}
      >
        <Icon name="settings" />
      </button>
      {open && (
        <div id={id} className="video-menu-panel">
          {!audioOnly && (
            <label>
              <span>Quality</span>
              <select
                value={view?.quality ?? -1}
                onChange={(event) => onQuality(Number(event.currentTarget.value))}
                data-testid="video-quality"
              >
                <option value={-1}>Automatic</option>
                {qualities.map((quality) => (
                  <option key={quality.index} value={quality.index}>
                    {quality.name === 'source' ? 'Source' : quality.name}
                  </option>
                ))}
              </select>
            </label>
          )}
          <label>
            <input
              type="checkbox"
              checked={captions}
              onChange={(event) => onCaptions(event.currentTarget.checked)}
              data-testid="video-captions"
            />{' '}
            Captions
          </label>
          <label>
            <span>Volume</span>
            <input
              type="range"
              min={0}
              max={1}
              step={0.05}
              value={volume}
              onChange={(event) => onVolume(event.currentTarget.valueAsNumber)}
              data-testid="video-volume"
            />
          </label>
          {!recording && (view?.hasAudio || audioOnly) && (
            <label>
              <input
                type="checkbox"
                checked={audioOnly}
                onChange={(event) => onAudioOnly(event.currentTarget.checked)}
                data-testid="video-audio-only"
              />{' '}
              Audio only (saves data)
            </label>
          )}
          <label>
            <input
              type="checkbox"
              checked={stats}
              onChange={(event) => onStats(event.currentTarget.checked)}
              data-testid="video-stats-toggle"
            />{' '}
            Playback statistics
          </label>
          <button
            type="button"
            className="button outline compact"
            onClick={() => {
              setOpen(false);
              onFullScreen();
            }}
          >
            <Icon name="enlarge" /> Full screen
          </button>
        </div>
      )}
    </div>
  );
}
