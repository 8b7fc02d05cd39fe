import type { SessionSummary } from '../api/types';
import { Button, ErrorNote } from '../design/primitives';
import { plural } from '../design/time';
import { useBooking } from './useBooking';
import './session.css';

function seats(session: SessionSummary): string {
  if (session.coachedSeats === 0) return 'Everyone can join';
  if (session.seatsLeft > 0)
    return `Get personal feedback: ${plural(session.seatsLeft, 'spot')} left`;
  return session.waiting > 0
    ? `Feedback spots are taken, ${session.waiting} waiting`
    : 'Feedback spots are taken';
}

/** The state of one's own feedback spot, and the one button that changes it. */
export function SeatControl({
  session,
  changed,
}: {
  session: SessionSummary;
  changed: () => void;
}) {
  const booking = useBooking(session.sessionId, changed);
  const { status, position } = session.myBooking;
  const message =
    status === 'booked'
      ? 'Feedback spot booked'
      : status === 'waitlisted'
        ? `On the waitlist${position ? `, place ${position}` : ''}`
        : seats(session);
  return (
    <div className="seat">
      <span
        data-testid="booking-status"
        data-status={status}
        role="status"
        className={
          status === 'none' ? 'muted small' : `badge ${status === 'booked' ? 'good' : 'warm'}`
        }
      >
        {message}
      </span>
      {status === 'none' ? (
        session.coachedSeats > 0 && (
          <Button
            compact
            variant="outline"
            busy={booking.busy}
            onClick={booking.book}
            data-testid="book"
            aria-label={
              `${session.seatsLeft > 0 ? 'Book a feedback spot' : 'Join the waitlist'}: ` +
              `${session.title}, ${session.localStart.slice(11, 16)}`
            }
          >
            {session.seatsLeft > 0 ? 'Book a feedback spot' : 'Join the waitlist'}
          </Button>
        )
      ) : (
        <Button
          compact
          variant="ghost"
          busy={booking.busy}
          onClick={booking.cancel}
          data-testid="cancel-booking"
          aria-label={
            `${status === 'booked' ? 'Give up my feedback spot' : 'Leave the waitlist'}: ` +
            `${session.title}`
          }
        >
          {status === 'booked' ? 'Give up spot' : 'Leave waitlist'}
        </Button>
      )}
      {booking.problem && <ErrorNote problem={booking.problem} />}
    </div>
  );
}
