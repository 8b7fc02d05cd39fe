import type { ReactNode } from 'react';
import { Link } from 'react-router';
import type { Loaded } from '../api/useLoad';
import { Load, PageHead } from '../design/primitives';
import { LanguageSwitch } from '../language/LanguageSwitch';

interface LibraryEntryProps<T> {
  of: Loaded<T>;
  kind: 'exercise' | 'programme';
  lines?: number;
  children: (data: T) => ReactNode;
}

/** The page of one thing in the library: the way back, its languages, and what it says. */
export function LibraryEntry<T>({ of, kind, lines, children }: LibraryEntryProps<T>) {
  return (
    <>
      <div className="row spread library-top">
        <p className="back">
          <Link to="/library">Library</Link>
        </p>
        <LanguageSwitch />
      </div>
      {!of.data && <PageHead title={kind === 'exercise' ? 'Exercise' : 'Programme'} />}
      {of.problem?.status === 404 ? (
        <div className="notice">
          <span className="text">We don’t have this {kind}. The library shows those we have.</span>
        </div>
      ) : (
        <Load of={of} label={`Loading the ${kind}`} lines={lines}>
          {children}
        </Load>
      )}
    </>
  );
}
