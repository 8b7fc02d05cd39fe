import { connectionProblem } from './hubError';
import type { RoomEvent } from './roomState';

/** A class that was planned this moment reaches the room a little later than the page. */
const triesWhilePlanned = 4;

type ConnectionEvent = Extract<RoomEvent, { type: 'connection' }>;

/**
 * How a room stands after connecting or joining failed; `refused` is for good.
 * @param attempt how often it was tried before
 * @param wasJoined it was in the room before
 */
export function afterFailure(error: unknown, attempt: number, wasJoined: boolean): ConnectionEvent {
  const problem = connectionProblem(error);
  if (problem.code === 'room.not-open')
    return { type: 'connection', connection: 'waiting', problem };
  const connection = wasJoined ? 'lost' : 'connecting';
  if (problem.code === 'session.unknown' && attempt < triesWhilePlanned)
    return { type: 'connection', connection };
  return { type: 'connection', connection: problem.retryable ? connection : 'refused', problem };
}
