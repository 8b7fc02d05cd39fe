import { lazy, Suspense } from 'react';
import { PageBoundary } from '../design/PageBoundary';
import type { Mirror } from './useMirror';

// Whoever does not share never fetches it.
const MirrorDialog = lazy(async () => ({
  default: (await import('./MirrorDialog')).MirrorDialog,
}));

/** What is practised today: whoever stands before the camera has to have room for it. */
export interface Practised {
  exercise: string;
  name: string;
}

/** Where the dialog opens, over whatever the room shows. */
export function MirrorDialogPlace({
  mirror,
  practised,
}: {
  mirror: Mirror;
  practised: readonly Practised[];
}) {
  if (mirror.dialog === null) return null;
  return (
    <PageBoundary>
      <Suspense>
        <MirrorDialog mirror={mirror} practised={practised} />
      </Suspense>
    </PageBoundary>
  );
}
