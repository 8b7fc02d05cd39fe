import type { RefObject } from 'react';
import type { Clock } from '../clock/clock';
import { useServerNow } from '../clock/useServerNow';
import type { PictureClock } from './pictureClock';
import type { VideoPlayer } from './videoPlayer';

/** Figures for whoever wants to know how the picture does. */
export function Stats({
  player,
  picture,
  server,
  video,
}: {
  player: VideoPlayer;
  picture: PictureClock;
  server: Clock;
  video: RefObject<HTMLVideoElement | null>;
}) {
  const now = useServerNow(server, 500);
  const element = video.current;
  const frames = element?.getVideoPlaybackQuality?.();
  const rows: [string, string][] = [
    ...(player.view.playing === 'replay'
      ? []
      : [
          [
            'Latency',
            picture.frameMs === null
              ? 'no video'
              : `${((now - picture.frameMs) / 1000).toFixed(2)} s`,
          ] as [string, string],
        ]),
    ['Buffer', `${player.media.bufferSeconds.toFixed(2)} s`],
    ['Resolution', element?.videoWidth ? `${element.videoWidth} × ${element.videoHeight}` : 'none'],
    [
      'Bit rate',
      player.media.bandwidth ? `${(player.media.bandwidth / 1e6).toFixed(2)} Mbit/s` : 'unknown',
    ],
    [
      'Dropped frames',
      frames ? `${frames.droppedVideoFrames} of ${frames.totalVideoFrames}` : 'unknown',
    ],
    ['Stalls', String(player.stalls.count)],
    ['Speed', `${element?.playbackRate.toFixed(2) ?? 1} ×`],
  ];
  return (
    <dl className="video-stats nums" data-testid="video-stats">
      {rows.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
