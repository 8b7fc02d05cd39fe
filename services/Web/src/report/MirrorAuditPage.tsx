import { useState } from 'react';
import { Link, useParams } from 'react-router';
import { coaching } from '../api/coaching';
import type { MirrorAuditEntry } from '../api/types';
import { useLoad } from '../api/useLoad';
import { hasRole, useProfile } from '../auth/auth';
import { Pager } from '../design/Pager';
import { Load, PageHead } from '../design/primitives';
import { clockTime, dayAndTime } from '../design/time';
import './report.css';

const pageSize = 100;

/** What somebody did, after their name. */
const did = ({ kind, ofDisplayName }: MirrorAuditEntry) =>
  kind === 'looked-in'
    ? `looked closely at ${ofDisplayName ?? 'somebody'}`
    : kind === 'watched'
      ? 'had everybody’s small pictures open'
      : 'showed themselves';

/** Who of a class was seen by whom, and when; for administrators. */
export function MirrorAuditPage() {
  const { id = '' } = useParams();
  return hasRole(useProfile(), 'admin') ? (
    <MirrorAudit key={id} id={id} />
  ) : (
    <>
      <PageHead title="Who was seen by whom" />
      <div className="notice">Only administrators can see this page.</div>
    </>
  );
}

function MirrorAudit({ id }: { id: string }) {
  const { timeZone } = useProfile();
  const [page, setPage] = useState(1);
  const audit = useLoad(`${id}#${page}`, (signal) => coaching.mirrorAudit(id, page, signal));
  return (
    <div className="stack" data-testid="mirror-audit">
      <PageHead title="Who was seen by whom">
        {audit.data && (
          <>
            <Link to={`/sessions/${id}`}>{audit.data.title}</Link>:{' '}
          </>
        )}
        people and times. What was seen is not recorded anywhere.
      </PageHead>
      <Load of={audit} label="Loading who was seen" lines={5}>
        {(data) =>
          data.total === 0 ? (
            <p className="muted">Nobody showed themselves in this class.</p>
          ) : (
            <>
              <div
                className="table-scroll"
                tabIndex={0}
                role="region"
                aria-label="Table of who was seen by whom"
              >
                <table>
                  <thead>
                    <tr>
                      <th scope="col">From</th>
                      <th scope="col">Until</th>
                      <th scope="col">Who</th>
                      <th scope="col">What</th>
                    </tr>
                  </thead>
                  <tbody>
                    {data.entries.map((entry, at) => (
                      <tr key={at}>
                        <td className="nums">{dayAndTime(entry.beganAt, timeZone)}</td>
                        <td className="nums">
                          {entry.endedAt ? clockTime(entry.endedAt, timeZone) : 'still on'}
                        </td>
                        <th scope="row">{entry.displayName}</th>
                        <td>{did(entry)}</td>
                      </tr>
                    ))}
                  </tbody>
                </table>
              </div>
              {data.total > pageSize && (
                <Pager
                  page={page}
                  onPage={setPage}
                  backLabel="Earlier"
                  nextLabel="Later"
                  isLast={page * pageSize >= data.total}
                />
              )}
            </>
          )
        }
      </Load>
    </div>
  );
}
