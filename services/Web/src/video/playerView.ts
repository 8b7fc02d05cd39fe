/** What is played: what happens now, the class so far, or a recording; `audio` is what happens now, as sound alone. */
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
