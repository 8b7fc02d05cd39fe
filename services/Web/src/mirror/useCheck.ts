import { useEffect, useState } from 'react';
import type { Camera } from './camera';
import { type Advice, adviceOf, lightOf, lumaOf, Movement, type Tilt, tiltOf } from './check';

const [cellsAcross, cellsDown] = [32, 24];
const lookEveryMs = 200;
/** An advice stands so long before another one takes its place. */
const standsMs = 1_500;

/** Looks at the camera's picture on the device and says what to change, one thing at a time. */
export function useCheck(camera: Camera | null): Advice | null {
  const [advice, setAdvice] = useState<Advice | null>(null);
  useEffect(() => {
    if (camera === null) return;
    const canvas = document.createElement('canvas');
    [canvas.width, canvas.height] = [cellsAcross, cellsDown];
    const context = canvas.getContext('2d', { willReadFrequently: true })!;
    const movement = new Movement();
    let tilt: Tilt | null = null;
    let said: { code: string; atMs: number } | null = null;
    const turn = ({ beta, gamma }: DeviceOrientationEvent) => {
      tilt = beta === null || gamma === null ? null : tiltOf(beta, gamma);
    };
    const look = () => {
      if (camera.video.videoWidth === 0) return;
      const now = performance.now();
      context.drawImage(camera.video, 0, 0, cellsAcross, cellsDown);
      const luma = lumaOf(context.getImageData(0, 0, cellsAcross, cellsDown));
      movement.add(luma, now);
      const next = adviceOf(lightOf(luma), tilt, movement.place(now));
      if (said !== null && (next.code === said.code || now - said.atMs < standsMs)) return;
      said = { code: next.code, atMs: now };
      setAdvice(next);
    };
    window.addEventListener('deviceorientation', turn);
    const timer = setInterval(look, lookEveryMs);
    return () => {
      clearInterval(timer);
      window.removeEventListener('deviceorientation', turn);
    };
  }, [camera]);
  return camera === null ? null : advice;
}
