import { Link } from 'react-router';
import { PageHead } from '../design/primitives';
import { Part } from './Part';

const sees = [
  {
    who: 'The instructor and the coaches of your class',
    what: 'You, small. Larger when one of them looks closely: then your screen says who.',
  },
  { who: 'Other members, also your friends', what: 'Nothing. They do not even learn of it.' },
  {
    who: 'Administrators',
    what: 'Nothing, unless one of them leads the class. They can read who looked at whom and when.',
  },
  { who: 'Whoever runs the server', what: 'Nothing: your device encrypts it for your coaches.' },
];

/** Half a minute for members: who can see what, and how to stop. */
export function MirrorPage() {
  return (
    <>
      <PageHead title="Sharing your picture">
        With a feedback spot you can share your picture with your coaches in class, so that they can
        correct you. It is off until you turn it on.
      </PageHead>
      <div className="stack prose info" data-testid="mirror-page">
        <Part title="Who can see what">
          <dl className="who-sees">
            {sees.map(({ who, what }) => (
              <div key={who}>
                <dt>{who}</dt>
                <dd>{what}</dd>
              </div>
            ))}
          </dl>
          <p>
            <strong>Nothing is ever recorded or stored. Sound is never taken.</strong>
          </p>
        </Part>
        <Part title="You decide">
          <ul className="bullets">
            <li>You are asked anew for each class, and see first what your coaches will see.</li>
            <li>As long as anything is sent, a lamp on your screen says so.</li>
            <li>
              One tap pauses, one tap stops. Within a second nothing of you is passed on any more.
              Leaving, giving up your spot and the end of the class stop it too. What was on a
              coach’s screen before goes at once, or within a few seconds if their connection hangs.
            </li>
            <li>
              Your device can blur what is left and right of you, or show you in coarse squares.
            </li>
            <li>Without it you are noted and corrected as before.</li>
            <li>
              After class, <Link to="/my-classes">your summary</Link> says who looked and when.
            </li>
          </ul>
        </Part>
        <Part title="What encryption does, and what it cannot">
          <p>
            Your device makes a key for this class and gives it only to your coaches’ devices. A
            server that is stolen, copied or looked into by whoever runs it holds nothing that could
            be watched.
          </p>
          <p>It does not help against</p>
          <ul className="bullets">
            <li>
              a server that was changed to lie about whose key is whose: you trust whoever runs this
              one;
            </li>
            <li>
              a coach who films their own screen: show yourself only to people you would show in a
              room.
            </li>
          </ul>
        </Part>
        <p className="muted">
          More about what is stored: <Link to="/privacy">privacy</Link>.
        </p>
      </div>
    </>
  );
}
