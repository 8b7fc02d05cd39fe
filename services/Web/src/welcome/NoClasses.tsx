import { Link } from 'react-router';
import { hasRole, useProfile } from '../auth/auth';

/**
 * An empty timetable: for whoever can plan classes the way to the first one, for everybody else
 * what to do meanwhile.
 */
export function NoClasses() {
  const profile = useProfile();
  if (hasRole(profile, 'instructor')) {
    return (
      <div className="empty card" data-testid="no-classes">
        <h2>Plan your first class</h2>
        <p>It then stands here for everyone who has an account. Share its link to invite people.</p>
        {hasRole(profile, 'admin') && (
          <p>
            Somebody else teaches? Once they have an account, make them an instructor under Members.
          </p>
        )}
        <div className="row center">
          <Link className="button primary" to="/plan">
            Plan a class
          </Link>
          {hasRole(profile, 'admin') && (
            <Link className="button outline" to="/members">
              Invite instructors
            </Link>
          )}
        </div>
      </div>
    );
  }
  return (
    <div className="empty card" data-testid="no-classes">
      <p>There are no classes in the next two weeks. Until then you can practise on your own.</p>
      <Link className="button" to="/library">
        Browse the library
      </Link>
    </div>
  );
}
