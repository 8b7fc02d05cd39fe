import type { SharingMember } from '../api/types';
import { PersonName } from '../design/primitives';
import { duration, listed } from '../design/time';
import { neverSeen } from './neverSeen';

/** Who showed themselves in the class, how often they were looked at, and what came of it. */
export function MirrorTable({ members }: { members: SharingMember[] }) {
  const missed = neverSeen(members);
  if (members.length === 0) return null;
  return (
    <section className="card stack-s" aria-labelledby="mirror-title" data-testid="report-mirror">
      <h2 id="mirror-title">Who showed themselves</h2>
      <p data-testid="never-seen">
        {missed.length === 0
          ? 'You or another leader looked closely at everybody.'
          : `Nobody looked closely at ${listed(missed)}.`}
      </p>
      <div
        className="table-scroll"
        tabIndex={0}
        role="region"
        aria-label="Table of who showed themselves"
      >
        <table>
          <thead>
            <tr>
              <th scope="col">Name</th>
              <th scope="col">Shown for</th>
              <th scope="col">Looks</th>
              <th scope="col">Looked at for</th>
              <th scope="col">Notes</th>
              <th scope="col">Better</th>
            </tr>
          </thead>
          <tbody>
            {members.map((one) => (
              <tr key={one.memberId}>
                <th scope="row">
                  <PersonName>{one.displayName}</PersonName>
                </th>
                <td className="nums">{duration(one.sharedSeconds)}</td>
                <td className="nums">{one.looks}</td>
                <td className="nums">{duration(one.lookedSeconds)}</td>
                <td className="nums">{one.notes}</td>
                <td className="nums">{one.better}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
