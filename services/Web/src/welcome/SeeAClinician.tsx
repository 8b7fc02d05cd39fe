import { Link } from 'react-router';
import { Button, PageHead } from '../design/primitives';

/** Red flags come first: no programme is proposed before a clinician has looked. */
export function SeeAClinician({ advice, again }: { advice: string[]; again: () => void }) {
  return (
    <div data-testid="welcome-clinician">
      <PageHead title="Please see a clinician first" />
      <div className="stack prose">
        <div className="notice warm"><span className="text">What you ticked can have a cause that practice does not help and may worsen. UpperBack describes movement; it cannot find that cause.</span></div>
        {advice.length > 0 && <ul className="bullets">{advice.map((line) => <li key={line}>{line}</li>)}</ul>}
        <p>With chest pain, sudden weakness, or after an accident, call your emergency number now.</p>
        <p>When a clinician has said that exercise is fine, come back: your account waits, and the questions are on your profile.</p>
        <div className="row">
          <Button look="outline" onClick={again}>Change my answers</Button>
          <Link className="button ghost" to="/library">Read the library meanwhile</Link>
        </div>
      </div>
    </div>
  );
}
