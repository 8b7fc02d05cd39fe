import type { Quality } from './messages';

export interface Devices {
  cameras: MediaDeviceInfo[];
  microphones: MediaDeviceInfo[];
}

/** Null when this browser can go live, else why not and what to do. */
export function unableToGoLive(): string | null {
  if (!window.isSecureContext || !navigator.mediaDevices) {
    return (
      'Browsers allow camera and microphone on secure pages only. Open UpperBack over https, ' +
      'or on the server’s own machine by http://localhost; or stream with OBS.'
    );
  }
  if (
    typeof VideoEncoder === 'undefined' ||
    typeof VideoFrame === 'undefined' ||
    typeof Worker === 'undefined'
  ) {
    return (
      'This browser can’t stream video. Use a current Chrome, Edge, Firefox or Safari on a ' +
      'computer, or stream with OBS.'
    );
  }
  return null;
}

export async function listDevices(): Promise<Devices> {
  const all = await navigator.mediaDevices.enumerateDevices();
  return {
    cameras: all.filter((one) => one.kind === 'videoinput'),
    microphones: all.filter((one) => one.kind === 'audioinput'),
  };
}

export async function openCamera(
  deviceId: string | undefined,
  quality: Quality,
): Promise<MediaStreamTrack> {
  const stream = await navigator.mediaDevices.getUserMedia({
    video: cameraWishes(deviceId, quality),
  });
  return stream.getVideoTracks()[0]!;
}

export async function openMicrophone(deviceId: string | undefined): Promise<MediaStreamTrack> {
  const stream = await navigator.mediaDevices.getUserMedia({ audio: microphoneWishes(deviceId) });
  return stream.getAudioTracks()[0]!;
}

/** Both with one question to the person; a computer without a microphone still has a picture. */
export async function openBoth(
  devices: Devices,
  cameraId: string | undefined,
  microphoneId: string | undefined,
  quality: Quality,
): Promise<MediaStreamTrack[]> {
  const audio = devices.microphones.length > 0 && microphoneWishes(microphoneId);
  const stream = await navigator.mediaDevices.getUserMedia({
    video: cameraWishes(cameraId, quality),
    audio,
  });
  return stream.getTracks();
}

const chosen = (deviceId: string | undefined) =>
  deviceId ? { deviceId: { exact: deviceId } } : {};

const cameraWishes = (
  deviceId: string | undefined,
  { shortSide }: Quality,
): MediaTrackConstraints => ({
  ...chosen(deviceId),
  width: { ideal: Math.round((shortSide * 16) / 9) },
  height: { ideal: shortSide },
  frameRate: { ideal: 30 },
});

// Nothing of the class is heard on this side, so there is no echo to cancel, and music comes
// through better without.
const microphoneWishes = (deviceId: string | undefined): MediaTrackConstraints => ({
  ...chosen(deviceId),
  echoCancellation: false,
  noiseSuppression: true,
  autoGainControl: true,
});

/** What a refusal of `getUserMedia` means, and what to do about it. */
export function deviceProblem(
  error: unknown,
  what: 'camera and microphone' | 'camera' | 'microphone',
): string {
  const name = error instanceof DOMException ? error.name : '';
  switch (name) {
    case 'NotAllowedError':
    case 'SecurityError':
      return (
        `Your browser isn’t allowed to use the ${what}. Allow it with the icon next to the ` +
        'page’s address and in your system’s privacy settings, then try again.'
      );
    case 'NotFoundError':
    case 'OverconstrainedError':
      return `The ${what} was not found. Connect it, or choose another one.`;
    case 'NotReadableError':
    case 'AbortError':
      return (
        `The ${what} is in use by another program or doesn’t respond. Close that program or ` +
        'reconnect the device, then try again.'
      );
    default:
      return `The ${what} could not be opened. Reconnect it or reload the page.`;
  }
}
