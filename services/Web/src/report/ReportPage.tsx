import { Link, useParams } from 'react-router';
import { reactions } from '../contract/hub';
import { scheduling } from '../api/endpoints';
import { coaching } from '../api/coaching';
import type { ClassReport } from '../api/types';
import { useLoad } from '../api/useLoad';
import { useProfile } from '../auth/auth';
import { Load, PageHead } from '../design/primitives';
import { dayAndTime, plural } from '../design/time';
import { reactionSigns } from '../room/Reactions';
import { useLanguage } from '../language/language';
import { useTexts } from '../language/useTexts';
import { isNoClass, NoSuchClass } from '../session/NoSuchClass';
import { AttendanceChart } from './AttendanceChart';
import { MirrorTable } from './MirrorTable';
import './report.css';

const files = [
  { name: 'attendance', label: 'Attendance' },
  { name: 'notes', label: 'Notes' },
  { name: 'mirror', label: 'Looks' },
  { name: 'reactions', label: 'Reactions' },
] as const;

/** A class in which nobody showed themselves has no table of looks. */
const filesOf = (report: ClassReport) =>
  files.filter((file) => file.name !== 'mirror' || report.mirror.length > 0);

/** What a class was like, for those who led it. */
export function ReportPage() {
  const { id = '' } = useParams();
  const profile = useProfile();
  const session = useLoad(id, (signal) => scheduling.session(id, signal));
  const report = useLoad(id, (signal) => coaching.report(id, signal));
  if (isNoClass(session.problem))
    return (
      <>
        <PageHead title="After the class" />
        <NoSuchClass />
      </>
    );
  return (
    <div data-testid="report" className="stack-l">
      <PageHead
        title={session.data?.status === 'live' ? 'The class so far' : 'After the class'}
        actions={
          <button type="button" className="button outline" onClick={report.reload}>
            Refresh
          </button>
        }
      >
        {session.data && (
          <>
            <Link to={`/sessions/${id}`}>{session.data.title}</Link>,{' '}
            {dayAndTime(session.data.startedAt ?? session.data.startsAt, profile.timeZone)}
          </>
        )}
      </PageHead>
      <Load of={report} label="Loading the report" lines={4}>
        {(data) => <Report report={data} zone={profile.timeZone} />}
      </Load>
      {report.data && (
        <section className="card stack-s" aria-labelledby="export-title">
          <h2 id="export-title">Export</h2>
          <p className="muted small">
            Tables that open in any spreadsheet. They contain names and health-related notes. Treat
            them as confidential.
          </p>
          <div className="row">
            {filesOf(report.data).map((file) => (
              <a
                key={file.name}
                className="button outline"
                download
                href={coaching.reportFile(id, file.name)}
                data-testid={`export-${file.name}`}
              >
                {file.label} (CSV)
              </a>
            ))}
          </div>
        </section>
      )}
    </div>
  );
}

function Report({ report, zone }: { report: ClassReport; zone: string }) {
  const lang = useLanguage();
  const texts = useTexts(
    report.notes.flatMap((note) => note.exercise ?? []),
    lang,
    true,
  );
  const total = report.notes.reduce((sum, note) => sum + note.count, 0);
  const better = report.notes.reduce((sum, note) => sum + note.better, 0);
  const said = report.reactions.filter((row) =>
    Object.values(row.counts).some((count) => count > 0),
  );
  return (
    <>
      <dl className="report-figures">
        <div className="card">
          <dt>Took part</dt>
          <dd className="nums">{report.participants}</dd>
        </div>
        <div className="card">
          <dt>Most at once</dt>
          <dd className="nums">{report.peak}</dd>
        </div>
        <div className="card">
          <dt>Notes sent</dt>
          <dd className="nums">{total}</dd>
        </div>
        <div className="card">
          <dt>Marked better</dt>
          <dd className="nums">{better}</dd>
        </div>
      </dl>
      <AttendanceChart curve={report.curve} peak={report.peak} zone={zone} />
      <section className="card stack-s" aria-labelledby="notes-title">
        <h2 id="notes-title">Notes by mistake</h2>
        {report.notes.length === 0 ? (
          <p className="muted">No notes were sent in this class.</p>
        ) : (
          <div
            className="table-scroll"
            tabIndex={0}
            role="region"
            aria-label="Table of notes by mistake"
          >
            <table>
              <thead>
                <tr>
                  <th scope="col">Mistake</th>
                  <th scope="col">Notes</th>
                  <th scope="col">People</th>
                  <th scope="col">Seen</th>
                  <th scope="col">Better</th>
                </tr>
              </thead>
              <tbody>
                {report.notes.map((note) => (
                  <tr key={`${note.exercise} ${note.fault} ${note.name}`}>
                    <th scope="row">
                      {note.name || 'Own words'}
                      {note.exercise && (
                        <span className="muted small"> {texts.get(note.exercise)?.name}</span>
                      )}
                    </th>
                    <td className="nums">{note.count}</td>
                    <td className="nums">{note.members}</td>
                    <td className="nums">{note.seen}</td>
                    <td className="nums">{note.better}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        )}
      </section>
      <MirrorTable members={report.mirror} />
      <section className="card stack-s" aria-labelledby="by-step-title">
        <h2 id="by-step-title">Reactions by step</h2>
        {said.length === 0 ? (
          <p className="muted">Nobody reacted in this class.</p>
        ) : (
          <div
            className="table-scroll"
            tabIndex={0}
            role="region"
            aria-label="Table of reactions by step"
          >
            <table>
              <thead>
                <tr>
                  <th scope="col">Step</th>
                  {reactions.map((one) => (
                    <th key={one} scope="col">
                      {reactionSigns[one].label}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {said.map((row) => (
                  <tr key={row.stepIndex ?? row.name}>
                    <th scope="row">
                      {row.stepIndex != null && (
                        <span className="muted nums">{row.stepIndex + 1} </span>
                      )}
                      {row.name}
                    </th>
                    {reactions.map((one) => (
                      <td key={one} className="nums">
                        {row.counts[one] ?? 0}
                      </td>
                    ))}
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        )}
        {said.length > 0 && (
          <p className="muted small">
            {plural(
              said.reduce(
                (sum, row) => sum + Object.values(row.counts).reduce((all, one) => all + one, 0),
                0,
              ),
              'reaction',
            )}{' '}
            in all.
          </p>
        )}
      </section>
    </>
  );
}
