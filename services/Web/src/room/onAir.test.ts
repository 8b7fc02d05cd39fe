import { expect, it } from 'vitest';
import { isOnAir, offAir, type OnAir, openedAnew, played, withStatus } from './onAir';

const goOn = (stream: OnAir, ...statuses: OnAir['status'][]) => statuses.reduce(withStatus, stream);
const seen = (...statuses: OnAir['status'][]) => goOn(offAir, ...statuses);
const atEnd = (stream: OnAir): OnAir => ({ ...stream, atEnd: true });

it('there is a picture from the beginning of a stream until its end was seen', () => {
  expect(isOnAir(offAir)).toBe(false);
  expect(isOnAir(seen('live'))).toBe(true);
  expect(isOnAir(seen('live', 'interrupted'))).toBe(true);
  expect(isOnAir(seen('live', 'ended'))).toBe(true);
  expect(isOnAir(atEnd(seen('live', 'ended')))).toBe(false);
  expect(isOnAir(seen('ended'))).toBe(false);
});

it('a stream that begins again is seen again, whether its end was seen or not', () => {
  expect(isOnAir(withStatus(atEnd(seen('live', 'ended')), 'live'))).toBe(true);

  // The viewer is behind, and comes to the end of the first when the next is on already.
  const late = atEnd(seen('live', 'ended', 'live'));
  expect(isOnAir(late)).toBe(true);
  const again = openedAnew(late);
  expect(isOnAir(again)).toBe(true);
  expect(again.opening).toBe(late.opening + 1);
  expect(isOnAir(withStatus(played(again), 'ended'))).toBe(true);
});

it('what is opened anew is over with the stream unless it played', () => {
  const again = openedAnew(atEnd(seen('live')));
  expect(isOnAir(again)).toBe(true);
  expect(isOnAir(withStatus(again, 'ended'))).toBe(false);
  expect(isOnAir(goOn(again, 'interrupted', 'live', 'ended'))).toBe(false);

  const plays = withStatus(played(again), 'ended');
  expect(isOnAir(plays)).toBe(true);
  expect(isOnAir(atEnd(plays))).toBe(false);
  // The next one counts from its beginning, like the first.
  expect(isOnAir(goOn(again, 'ended', 'live', 'ended'))).toBe(true);
});

it('an end that is seen before word of it comes is the end all the same', () =>
  expect(isOnAir(withStatus(atEnd(seen('live')), 'ended'))).toBe(false));
