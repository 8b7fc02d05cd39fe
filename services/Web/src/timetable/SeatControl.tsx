import type { SessionSummary } from '../api/types';
import { Button, ErrorNote } from '../design/primitives';
import { useBooking } from './useBooking';

function seats(session: SessionSummary): string {
  if (session.seatsLeft > 0) return `${session.seatsLeft} of ${session.coachedSeats} coached seats left`;
  return session.waiting > 0 ? `Coached seats are full, ${session.waiting} waiting` : 'Coached seats are full';
}

/** The state of one's own coached seat, and the one button that changes it. */
export function SeatControl({ session, changed }: { session: SessionSummary; changed: () => void }) {
  const booking = useBooking(session.sessionId, changed);
  const { status, position } = session.myBooking;
  const words = status === 'booked' ? 'Seat booked' : status === 'waitlisted' ? `On the waitlist${position ? `, place ${position}` : ''}` : seats(session);
  return (
    <div className="seat">
      <span data-testid="booking-status" data-status={status} role="status" className={status === 'none' ? 'muted small' : `badge ${status === 'booked' ? 'good' : 'warm'}`}>{words}</span>
      {status === 'none'
        ? <Button compact look="outline" busy={booking.busy} onClick={booking.book} data-testid="book" aria-label={`${session.seatsLeft > 0 ? 'Book a seat' : 'Join the waitlist'}: ${session.title}, ${session.localStart.slice(11, 16)}`}>{session.seatsLeft > 0 ? 'Book a seat' : 'Join the waitlist'}</Button>
        : <Button compact look="ghost" busy={booking.busy} onClick={booking.cancel} data-testid="cancel-booking" aria-label={`${status === 'booked' ? 'Cancel my seat' : 'Leave the waitlist'}: ${session.title}`}>{status === 'booked' ? 'Cancel' : 'Leave waitlist'}</Button>}
      {booking.problem && <ErrorNote problem={booking.problem} />}
    </div>
  );
}
