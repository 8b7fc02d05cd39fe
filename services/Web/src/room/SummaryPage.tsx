import { Link, useParams } from 'react-router';
import { scheduling } from '../api/endpoints';
import { useLoad } from '../api/useLoad';
import { PageHead } from '../design/primitives';
import { Summary } from './Summary';

/** One's own class, read again later. */
export function SummaryPage() {
  const { id = '' } = useParams();
  const session = useLoad(id, (signal) => scheduling.session(id, signal));
  return (
    <>
      <p className="back"><Link to={`/sessions/${id}`}>The class</Link></p>
      <PageHead title={session.data ? `${session.data.title}: your summary` : 'Your summary'} />
      <h2 className="visually-hidden">Summary</h2>
      <Summary key={id} sessionId={id} />
    </>
  );
}
