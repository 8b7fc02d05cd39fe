import { Confirm } from '../design/Confirm';
import { Icon } from '../design/icons';
import { Button } from '../design/primitives';

interface HeadProps {
  title: string;
  /** How many people are here now. */
  count: number;
  onLeave: () => void;
}

export function ConsoleHead({ title, count, onLeave }: HeadProps) {
  return (
    <header className="room-head">
      <h1>{title}</h1>
      <span
        className="badge nums"
        data-testid="presence-count"
        data-count={count}
        title="People here now"
      >
        <Icon name="people" /> {count}
        <span className="visually-hidden"> people here now</span>
      </span>
      <Button compact variant="outline" onClick={onLeave} data-testid="leave">
        <Icon name="exit" /> Leave
      </Button>
    </header>
  );
}

interface LeaveProps {
  /** Whether the video comes from this console. */
  streams: boolean;
  busy: boolean;
  onLeave: () => Promise<void>;
  onClose: () => void;
}

/** Asks before a class goes on without its leader, or without its video. */
export function LeaveLive({ streams, busy, onLeave, onClose }: LeaveProps) {
  return (
    <Confirm
      title="You are live"
      confirm={streams ? 'Stop the video and leave' : 'Leave the console'}
      testId="leave-confirm"
      busy={busy}
      onConfirm={onLeave}
      onClose={onClose}
    >
      {streams && 'The video stops for everyone when you leave the console. '}
      The class itself goes on until it is ended.
    </Confirm>
  );
}
