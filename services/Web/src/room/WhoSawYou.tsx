import { Link } from 'react-router';
import type { OwnMirror } from '../api/types';
import { clockTime, duration, listed } from '../design/time';
import { looksByLeader } from './looksByLeader';

/** Who had one's picture, and when somebody looked closely. */
export function WhoSawYou({ mirror, timeZone }: { mirror: OwnMirror; timeZone: string }) {
  const leaders = looksByLeader(mirror.looks);
  return (
    <section className="card stack-s" aria-labelledby="seen-title" data-testid="who-saw-you">
      <h3 id="seen-title">Who saw you</h3>
      <p>
        You showed yourself for {duration(mirror.sharedSeconds)}.{' '}
        {mirror.watchers.length === 0
          ? 'Nobody was watching.'
          : `${listed(mirror.watchers)} had your small picture.`}
      </p>
      {leaders.length > 0 && (
        <ul className="bullets">
          {leaders.map(({ name, looks }) => (
            <li key={name}>
              {name} looked closely:{' '}
              <span className="nums">
                {looks
                  .map(
                    ({ beganAtMs, endedAtMs }) =>
                      `${clockTime(beganAtMs, timeZone)} ` +
                      (endedAtMs == null
                        ? '(now)'
                        : `(${duration((endedAtMs - beganAtMs) / 1000)})`),
                  )
                  .join(', ')}
              </span>
            </li>
          ))}
        </ul>
      )}
      <p className="muted small">
        Nothing of it was recorded. <Link to="/mirror">Who can see what</Link>
      </p>
    </section>
  );
}
