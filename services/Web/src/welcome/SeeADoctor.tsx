import { Link } from 'react-router';
import { Button, PageHead } from '../design/primitives';

/**
 * Red flags come first: no programme is suggested before a doctor or physiotherapist has looked.
 */
export function SeeADoctor({ advice, again }: { advice: string[]; again: () => void }) {
  return (
    <div data-testid="welcome-clinician">
      <PageHead title="Please talk to a doctor first" />
      <div className="stack prose">
        <div className="notice warm">
          <span className="text">
            What you ticked can have a cause that practice doesn’t help, and may make worse.
            UpperBack shows you movement; it cannot find that cause.
          </span>
        </div>
        {advice.length > 0 && (
          <ul className="bullets">
            {advice.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        )}
        <p>
          With chest pain, sudden weakness, or after an accident, call your emergency number now.
        </p>
        <p>
          When a doctor or physiotherapist has said that exercise is fine, come back and untick what
          no longer applies. You’ll find these questions on your profile.
        </p>
        <div className="row">
          <Button variant="outline" data-testid="welcome-again" onClick={again}>
            Change my answers
          </Button>
          <Link className="button ghost" to="/library">
            Read the library meanwhile
          </Link>
        </div>
      </div>
    </div>
  );
}
