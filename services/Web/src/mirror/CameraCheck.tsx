import { useEffect, useState } from 'react';
import { mirrorLimits } from '../contract/hub';
import { Button, Waiting } from '../design/primitives';
import { Figure } from '../figure/Figure';
import { CameraProblem } from './Consent';
import type { Practised } from './MirrorDialogPlace';
import { frame } from './painter';
import { Preview } from './Preview';
import { LampMessage, PauseAndStop } from './SharedNow';
import { isCameraOn } from './shareState';
import { useCheck } from './useCheck';
import type { OpenedCamera } from './useCamera';
import type { Mirror } from './useMirror';

const { lookInWidth, lookInHeight } = mirrorLimits;
const eachMs = 6_000;
const percent = (share: number) => `${100 * share}%`;

/**
 * Where to stand, and where to put the phone: a frame with the shape of what is practised today,
 * and one advice at a time. Nobody else sees it, unless the picture is shared already: then it is
 * shown as they see it, and can be paused and stopped here.
 */
export function CameraCheck({
  titleId,
  opened,
  practised,
  mirror,
  onDone,
  done,
}: {
  titleId: string;
  opened: OpenedCamera;
  practised: readonly Practised[];
  mirror: Mirror;
  onDone: () => void;
  done: string;
}) {
  const { camera, problem } = opened;
  const { share, state } = mirror;
  const isOn = state === null || isCameraOn(state);
  const advice = useCheck(isOn ? camera : null);
  const shape = useInTurn(practised);
  const box = useBox(camera?.video);
  return (
    <div className="mirror-check" data-testid="mirror-check-view">
      <h2 id={titleId}>Check how you stand</h2>
      {problem !== null ? (
        <CameraProblem opened={opened} />
      ) : (
        <Preview
          camera={camera}
          look={state?.look ?? 'plain'}
          width={lookInWidth}
          height={lookInHeight}
          framesPerSecond={12}
          label={state === null ? 'Your camera' : 'What your coach sees'}
        >
          {camera === null ? (
            <Waiting>Your browser may ask for permission.</Waiting>
          ) : (
            <div
              className="mirror-frame"
              data-fits={advice?.code === 'good'}
              style={{
                left: percent(box.x + frame.x * box.width),
                top: percent(box.y + frame.y * box.height),
                width: percent(frame.width * box.width),
                height: percent(frame.height * box.height),
              }}
            >
              {shape && <Figure exercise={shape.exercise} />}
            </div>
          )}
        </Preview>
      )}
      <p
        className="mirror-advice"
        role="status"
        data-testid="mirror-advice"
        data-advice={advice?.code ?? ''}
      >
        {advice?.message ?? (isOn ? 'Looking…' : 'Your camera is off meanwhile.')}
      </p>
      {state !== null && <LampMessage state={state} />}
      <p className="muted small">
        {shape && <>The shape shows {shape.name}. </>}
        Put the phone on its side, two to three metres away, at the height of your hips.
        {state === null && ' Nobody else sees this.'}
      </p>
      <div className="row mirror-actions">
        <Button variant="primary" onClick={onDone} data-testid="mirror-check-done">
          {done}
        </Button>
        {share !== null && state !== null && (
          <PauseAndStop share={share} state={state} mirror={mirror} />
        )}
      </div>
    </div>
  );
}

/** One after another, each for a while. */
function useInTurn(practised: readonly Practised[]): Practised | undefined {
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => setTurn((before) => before + 1), eachMs);
    return () => clearInterval(timer);
  }, []);
  return practised[turn % Math.max(1, practised.length)];
}

/** Where the camera's picture lies in the preview, in shares of its sides. */
function useBox(video: HTMLVideoElement | undefined) {
  const [aspect, setAspect] = useState(lookInWidth / lookInHeight);
  useEffect(() => {
    if (video === undefined) return;
    const read = () => video.videoHeight > 0 && setAspect(video.videoWidth / video.videoHeight);
    read();
    // A phone that is turned has another shape.
    video.addEventListener('resize', read);
    return () => video.removeEventListener('resize', read);
  }, [video]);
  const wide = Math.min(1, (aspect * lookInHeight) / lookInWidth);
  const high = Math.min(1, lookInWidth / lookInHeight / aspect);
  return { x: (1 - wide) / 2, y: (1 - high) / 2, width: wide, height: high };
}
