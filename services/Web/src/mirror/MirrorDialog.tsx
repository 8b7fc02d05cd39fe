import { useId, useState } from 'react';
import { Dialog } from '../design/Dialog';
import { CameraCheck } from './CameraCheck';
import { Consent } from './Consent';
import type { Practised } from './MirrorDialogPlace';
import { SharedNow } from './SharedNow';
import { useCamera } from './useCamera';
import type { Mirror } from './useMirror';
import './dialog.css';

/** One camera, seen three ways: before it is shared, while it is, and to find where to stand. */
export function MirrorDialog({
  mirror,
  practised,
}: {
  mirror: Mirror;
  practised: readonly Practised[];
}) {
  const titleId = useId();
  const { share, state } = mirror;
  // What is on keeps its camera, whatever becomes of the share while this is open.
  const [shared] = useState(() => share?.camera ?? null);
  const opened = useCamera(shared);
  const close = () => mirror.show(null);
  return (
    <Dialog className="mirror-dialog" aria-labelledby={titleId} onClose={close}>
      {mirror.dialog === 'check' ? (
        <CameraCheck
          titleId={titleId}
          opened={opened}
          practised={practised}
          mirror={mirror}
          onDone={() => mirror.show('consent')}
          done={share === null ? 'Go on' : 'Back'}
        />
      ) : share !== null && state !== null ? (
        <SharedNow titleId={titleId} share={share} state={state} mirror={mirror} />
      ) : (
        <Consent titleId={titleId} opened={opened} mirror={mirror} />
      )}
    </Dialog>
  );
}
