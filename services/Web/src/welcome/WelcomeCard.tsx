import { useState } from 'react';
import { Link } from 'react-router';
import { progress } from '../api/endpoints';
import { useLoad } from '../api/useLoad';
import { hasRole, useProfile } from '../auth/auth';
import { Button } from '../design/primitives';
import { device } from '../lib/storage';
import './welcome.css';

/**
 * For participants who have not practised and follow no programme yet: the way to the intake.
 * Nobody is held up by it, and whoever wants none is not asked again here.
 */
export function WelcomeCard() {
  const profile = useProfile();
  const own = useLoad('progress', progress.read);
  const [dismissed, setDismissed] = useState(() => device.read('welcome') === 'later');
  const isNew =
    own.data &&
    !own.data.programme &&
    own.data.exercises.every((exercise) => exercise.decision === 'start');
  if (dismissed || hasRole(profile, 'coach', 'instructor') || !isNew) return null;
  const later = () => {
    device.write('welcome', 'later');
    setDismissed(true);
  };
  return (
    <section
      className="card roomy row spread welcome-card"
      aria-labelledby="welcome-card-title"
      data-testid="welcome-card"
    >
      <div>
        <h2 id="welcome-card-title">New here? Let’s find your first class</h2>
        <p className="muted">
          Six short questions, and we suggest a programme and classes that fit you.
        </p>
      </div>
      <div className="row">
        <Link className="button primary" to="/welcome" data-testid="welcome-begin">
          Begin
        </Link>
        <Button variant="ghost" onClick={later} data-testid="welcome-later">
          Not now
        </Button>
      </div>
    </section>
  );
}
