import type { Broadcaster, BroadcastState } from '../broadcast/broadcaster';
import { VideoMonitor, VideoStudio } from '../broadcast/VideoStudio';
import type { ServerClock } from '../clock/clock';
import type { RoomState } from '../live/roomState';
import type { PictureClock } from '../video/pictureClock';

interface Props {
  sessionId: string;
  room: RoomState;
  clock: ServerClock;
  picture: PictureClock;
  broadcaster: Broadcaster | null;
  state: BroadcastState | null;
}

/** An instructor goes live here; a coach sees what the class sees. */
export function ConsoleVideo({ sessionId, room, clock, picture, broadcaster, state }: Props) {
  const shared = { sessionId, video: room.video, missing: room.videoMissing, clock };
  if (room.join?.role !== 'instructor') return <VideoMonitor {...shared} picture={picture} />;
  return (
    broadcaster && state && <VideoStudio {...shared} broadcaster={broadcaster} state={state} />
  );
}
