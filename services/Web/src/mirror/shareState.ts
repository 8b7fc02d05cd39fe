import type { MirrorEnded, MirrorLeader, MirrorLooker } from '../contract/hub';
import type { Look } from './painter';

export type Ended = Pick<MirrorEnded, 'code' | 'message'>;

export interface ShareState {
  connection: 'connecting' | 'on' | 'waiting' | 'ended';
  /** By the member. */
  paused: boolean;
  /** The page is not seen, and with it what says that something is sent: nothing is. */
  hidden: boolean;
  look: Look;
  /** It has been on: without a connection it comes back, else it begins. */
  wasOn: boolean;
  /** Nobody can be reached for so long that the camera is off meanwhile. */
  resting: boolean;
  /** Who watches the class's pictures now. */
  leaders: readonly MirrorLeader[];
  /** Who looks at this member closely now. */
  lookers: readonly MirrorLooker[];
  ended: Ended | null;
}

/** False while nothing may be sent, or could be: the light beside the camera is off as well. */
export const isCameraOn = ({ paused, hidden, resting }: ShareState): boolean =>
  !paused && !hidden && !resting;
