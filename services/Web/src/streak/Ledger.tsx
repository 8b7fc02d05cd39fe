import { useState } from 'react';
import { Link } from 'react-router';
import { community } from '../api/endpoints';
import type { LedgerEntry } from '../api/types';
import { useLoad } from '../api/useLoad';
import { Pager } from '../design/Pager';
import { Load } from '../design/primitives';
import { duration, shortDay } from '../design/time';

/** Entries a page, as the server cuts them. */
const pageSize = 50;

/**
 * What a line says: a class that the video spoilt was not taken part in, and is told in the
 * server's words.
 */
function Entry({ entry }: { entry: LedgerEntry }) {
  const isProtection = entry.kind === 'protection';
  const what = isProtection
    ? 'A class with video problems'
    : `Class${entry.watchedSeconds ? `, ${duration(entry.watchedSeconds)}` : ''}`;
  return (
    <li>
      <time className="nums" dateTime={entry.day}>
        {shortDay(entry.day)}
      </time>
      <span className="grow">
        {entry.sessionId && !isProtection ? (
          <Link to={`/sessions/${entry.sessionId}/summary`}>{what}</Link>
        ) : (
          what
        )}
        {entry.note && <span className="muted small"> {entry.note}</span>}
      </span>
      {isProtection ? (
        <span className="badge good">not counted as missed</span>
      ) : (
        entry.kept != null && (
          <span className={`badge ${entry.kept ? 'good' : ''}`}>
            {entry.kept ? '✓ counts' : 'too short to count'}
          </span>
        )
      )}
    </li>
  );
}

export function Ledger() {
  const [page, setPage] = useState(1);
  const ledger = useLoad(`ledger:${page}`, (signal) => community.ledger(page, signal));
  return (
    <Load of={ledger} label="Loading your history" lines={3}>
      {(data) =>
        data.entries.length === 0 && page === 1 ? (
          <p className="empty card">Nothing yet. Your first class appears here.</p>
        ) : (
          <div className="stack-s">
            <ul className="ledger card" data-testid="ledger">
              {data.entries.map((entry, index) => (
                <Entry key={`${entry.at}:${index}`} entry={entry} />
              ))}
            </ul>
            {(page > 1 || data.total > pageSize) && (
              <Pager
                page={page}
                onPage={setPage}
                backLabel="Newer"
                nextLabel="Older"
                isLast={page * pageSize >= data.total}
              />
            )}
          </div>
        )
      }
    </Load>
  );
}
