import { Link, useParams } from 'react-router';
import { scheduling } from '../api/endpoints';
import { serverNow } from '../clock/serverTime';
import { useLoad } from '../api/useLoad';
import { PageHead, Skeleton } from '../design/primitives';
import { classState } from '../session/classState';
import { Entrance } from '../session/Entrance';
import { isNoClass, NoSuchClass } from '../session/NoSuchClass';
import { Summary } from './Summary';

/** One's own class: so far, after leaving early, and read again later. */
export function SummaryPage() {
  const { id = '' } = useParams();
  const session = useLoad(id, (signal) => scheduling.session(id, signal));
  const state = session.data && classState(session.data, serverNow());
  const isOn = state === 'live';
  // That a class began is told a little later than what one did in it.
  const entrance = session.data && state && <Entrance session={session.data} state={state} />;
  if (isNoClass(session.problem))
    return (
      <>
        <PageHead title="Your summary" />
        <NoSuchClass />
      </>
    );
  return (
    <>
      <p className="back">
        <Link to="/my-classes">My classes</Link>
      </p>
      <PageHead
        title={session.data ? `${session.data.title}: your summary` : 'Your summary'}
        actions={
          isOn ? (
            <Link className="button outline" data-testid="go-back-in" to={`/sessions/${id}/room`}>
              Back to the class
            </Link>
          ) : undefined
        }
      >
        {isOn && 'The class is still on. This is what you have done so far.'}
      </PageHead>
      <h2 className="visually-hidden">Summary</h2>
      {!session.data && !session.problem ? (
        <Skeleton label="Loading the class" lines={2} />
      ) : state === 'cancelled' ? (
        entrance
      ) : (
        <Summary
          key={id}
          sessionId={id}
          notHeld={isOn || state === 'ended' ? undefined : entrance}
        />
      )}
    </>
  );
}
