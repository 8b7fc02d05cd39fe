import { type ComponentType, lazy, Suspense } from 'react';
import { serverNow } from '../clock/serverTime';
import { tab } from '../lib/storage';
import { PageBoundary } from './PageBoundary';
import { Waiting } from './primitives';

/**
 * After an upgrade the parts of the page that is open have other names: load it anew, but not over
 * and over.
 */
async function reloadOnce(failure: unknown): Promise<never> {
  const reloadedAtMs = Number(tab.read('reloaded') ?? 0);
  const now = serverNow();
  if (!navigator.onLine || now - reloadedAtMs < 60_000) throw failure;
  tab.write('reloaded', String(now));
  window.location.reload();
  return new Promise<never>(() => undefined);
}

export interface LazyPage {
  (): React.JSX.Element;
  /** Fetches it before it is opened. */
  preload: () => void;
}

/**
 * Keeps the page's place, so that nothing below it jumps; a page that comes at once shows no wait.
 */
function PageWaiting() {
  return (
    <div className="page-waiting">
      <Waiting>One moment…</Waiting>
    </div>
  );
}

/** A page whose code is fetched when it is first opened. Whatever fails on it stays on it. */
export function lazyPage<Name extends string>(
  load: () => Promise<Record<Name, ComponentType>>,
  name: Name,
): LazyPage {
  const Page = lazy(async () => ({
    default: (await load().catch(reloadOnce))[name] as ComponentType,
  }));
  const Lazy = () => (
    <PageBoundary>
      <Suspense fallback={<PageWaiting />}>
        <Page />
      </Suspense>
    </PageBoundary>
  );
  return Object.assign(Lazy, { preload: () => void load().catch(() => undefined) });
}
