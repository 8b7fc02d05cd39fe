import { Link, useParams } from 'react-router';
import { scheduling } from '../api/endpoints';
import { runSheets } from '../api/coaching';
import type { Exercise, SessionDetail, SessionRunSheet } from '../api/types';
import { useLoad } from '../api/useLoad';
import { useProfile } from '../auth/auth';
import { Load, PageHead } from '../design/primitives';
import { dayAndTime } from '../design/time';
import { isNoClass, NoSuchClass } from '../session/NoSuchClass';
import { Editor } from './Editor';
import { readExercises } from './exercises';
import './runsheet.css';

/** The run sheet of one class, to change until the class begins. */
export function RunSheetPage() {
  const { id = '' } = useParams();
  const profile = useProfile();
  const data = useLoad(id, async (signal) => {
    const [sheet, session, exercises] = await Promise.all([
      runSheets.ofSession(id, signal),
      scheduling.session(id, signal),
      readExercises(signal),
    ]);
    return { sheet, session, exercises };
  });
  const session = data.data?.session;
  return (
    <>
      <PageHead
        title="Class plan"
        actions={
          session && (
            <Link className="button outline" to={`/sessions/${id}/rehearse`}>
              Rehearse
            </Link>
          )
        }
      >
        {session && (
          <>
            <Link to={`/sessions/${id}`}>{session.title}</Link>,{' '}
            {dayAndTime(session.startsAt, profile.timeZone)}
          </>
        )}
      </PageHead>
      {isNoClass(data.problem) ? (
        <NoSuchClass />
      ) : (
        <Load of={data} label="Loading the class plan" lines={5}>
          {(loaded) => <Editor key={id} {...loaded} />}
        </Load>
      )}
    </>
  );
}

export interface EditorProps {
  sheet: SessionRunSheet;
  session: SessionDetail;
  exercises: ReadonlyMap<string, Exercise>;
}
