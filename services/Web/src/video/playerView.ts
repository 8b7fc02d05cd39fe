import type { MediaAccess } from '../api/types';

/**
 * What is played: what happens now, the class so far, or a recording; `audio` is what happens now,
 * as sound alone.
 */
export type Playing = 'live' | 'audio' | 'dvr' | 'replay';

/** What happens now, as opposed to what is over. */
export const isNow = (playing: Playing) => playing === 'live' || playing === 'audio';

export type PlayerState =
  'loading' | 'playing' | 'stalled' | 'interrupted' | 'paused' | 'ended' | 'refused';

export interface Quality {
  index: number;
  name: string;
}

export interface PlayerView {
  state: PlayerState;
  playing: Playing;
  /** The browser let the picture start only without sound: a tap brings it. */
  needsTap: boolean;
  qualities: Quality[];
  /** Index of the chosen quality; -1 leaves the choice to the player. */
  quality: number;
  /** True when there is sound to be had alone. */
  hasAudio: boolean;
  /** Why nothing can be seen, for people; null unless refused. */
  refusal: string | null;
}

export const firstView: PlayerView = {
  state: 'loading',
  playing: 'live',
  needsTap: false,
  qualities: [],
  quality: -1,
  hasAudio: false,
  refusal: null,
};

/** The playlist to open; null when there is none. */
export function urlOf(access: MediaAccess, playing: Playing): string | null {
  switch (playing) {
    case 'live':
      return access.live;
    case 'audio':
      return access.audio ?? access.live;
    case 'dvr':
      return access.dvr;
    case 'replay':
      return access.replay ?? null;
  }
}
