import { Component, type ReactNode, useEffect } from 'react';
import { Link, useLocation } from 'react-router';
import { useTitle } from './primitives';

/** A file of the client that cannot be had. Browsers say so in words of their own. */
const missingFile =
  /dynamically imported module|importing a module script|preload CSS|module script failed/i;

interface CatchProps {
  /** Another value begins anew: whatever failed was on the page before. */
  page: string;
  children: ReactNode;
}

class Catch extends Component<CatchProps, { failed: unknown; page: string }> {
  override state = { failed: undefined as unknown, page: this.props.page };

  static getDerivedStateFromError(failed: unknown) {
    return { failed: failed ?? new Error('Nothing was said.') };
  }

  static getDerivedStateFromProps({ page }: CatchProps, state: { page: string }) {
    return page === state.page ? null : { failed: undefined, page };
  }

  override render() {
    return this.state.failed === undefined ? (
      this.props.children
    ) : (
      <PageFailed why={whyFailed(this.state.failed)} />
    );
  }
}

type Why = 'outdated' | 'offline' | 'broken';

/** Online, a file that cannot be had is gone: the server has a newer client than this page. */
export function whyFailed(failed: unknown): Why {
  if (!(failed instanceof Error && missingFile.test(failed.message))) return 'broken';
  return navigator.onLine ? 'outdated' : 'offline';
}

const told: Record<Why, { title: string; message: string }> = {
  outdated: {
    title: 'There is a new version',
    message: 'UpperBack was updated while this page was open. Reload it to go on.',
  },
  offline: {
    title: 'No connection',
    message: 'You’re offline, so this page can’t be opened. Reload it once you’re online again.',
  },
  broken: {
    title: 'This page stopped working',
    message:
      'Something on this page went wrong. Reload it; if it happens again, go back to the ' +
      'timetable.',
  },
};

function PageFailed({ why }: { why: Why }) {
  const { title, message } = told[why];
  useTitle(title);
  useEffect(() => {
    document.getElementById('page-failed')?.focus({ preventScroll: true });
  }, []);
  return (
    <div className="page page-failed" data-testid="page-failed" data-outdated={why === 'outdated'}>
      <section
        className="card roomy stack"
        role="alert"
        aria-labelledby="page-failed-title"
        id="page-failed"
        tabIndex={-1}
      >
        <h1 id="page-failed-title">{title}</h1>
        <p>{message}</p>
        <div className="row">
          <button
            type="button"
            className="button primary"
            data-testid="page-reload"
            onClick={() => window.location.reload()}
          >
            Reload the page
          </button>
          <Link className="button outline" to="/">
            Back to the timetable
          </Link>
        </div>
      </section>
    </div>
  );
}

/** Catches what a page throws while it is drawn, and says what to do; the next page begins anew. */
export function PageBoundary({ children }: { children: ReactNode }) {
  const { key, pathname } = useLocation();
  return <Catch page={`${pathname} ${key}`}>{children}</Catch>;
}
