import type Hls from 'hls.js';
import type { ErrorData } from 'hls.js';
import { liveConfig, pastConfig } from './hlsConfig';
import type { PlayerView } from './playerView';

interface HlsListener {
  /** The playlist is read, and has these qualities. */
  levels: (levels: PlayerView['qualities']) => void;
  /** What lies where on the timeline is known, or known anew. */
  timeline: () => void;
  buffered: () => void;
  /** The decoder was begun anew. */
  recovered: () => void;
  /** It cannot go on; the status of the server's answer, if that was why. */
  failed: (status: number | undefined) => void;
}

const mostRecoveries = 2;

/** hls.js with how it goes in the player's words; it is not attached to anything yet. */
export function openHls(Engine: typeof Hls, live: boolean, listener: HlsListener): Hls {
  const hls = new Engine(live ? liveConfig : pastConfig);
  hls.on(Engine.Events.MANIFEST_PARSED, () =>
    listener.levels(
      hls.levels.map((level, index) => ({ index, name: level.name || `${level.height}p` })),
    ),
  );
  hls.on(Engine.Events.LEVEL_UPDATED, () => listener.timeline());
  hls.on(Engine.Events.FRAG_BUFFERED, () => listener.buffered());
  let recoveries = 0;
  hls.on(Engine.Events.ERROR, (_, error: ErrorData) => {
    if (!error.fatal) return;
    if (error.type === Engine.ErrorTypes.MEDIA_ERROR && recoveries++ < mostRecoveries) {
      hls.recoverMediaError();
      listener.recovered();
    } else listener.failed(error.response?.code);
  });
  return hls;
}
