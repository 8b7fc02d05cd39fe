import { useEffect, useRef, useState } from 'react';
import { Camera, cameraProblem, unableToShare } from './camera';

export interface OpenedCamera {
  /** Null while it opens, or when it could not. */
  camera: Camera | null;
  /** Why it could not, and what to do. */
  problem: string | null;
  /** More than one to choose from. */
  choices: MediaDeviceInfo[];
  choose: (deviceId: string) => void;
  retry: () => void;
  /** It stays on when this goes from the screen: somebody else closes it. */
  handOver: () => Camera | null;
}

/** A camera for as long as the component is on screen; one that is on already is only shown. */
export function useCamera(shared: Camera | null): OpenedCamera {
  const [wanted, setWanted] = useState<{ deviceId?: string; round: number }>({ round: 0 });
  const [opened, setOpened] = useState<Camera | null>(null);
  const [problem, setProblem] = useState<string | null>(unableToShare);
  const [choices, setChoices] = useState<MediaDeviceInfo[]>([]);
  const handedOver = useRef<Camera | null>(null);

  useEffect(() => {
    if (shared !== null || unableToShare() !== null) return;
    let over = false;
    let own: Camera | null = null;
    const open = async () => {
      const camera = await Camera.open(wanted.deviceId);
      if (over) return camera.close();
      own = camera;
      camera.whenLost(() => {
        camera.close();
        setOpened(null);
        setProblem('Your camera stopped. Check it, then try again.');
      });
      setOpened(camera);
      const found = await Camera.list();
      if (!over) setChoices(found.length > 1 ? found : []);
    };
    open().catch((error: unknown) => {
      if (!over) setProblem(cameraProblem(error));
    });
    return () => {
      over = true;
      setOpened(null);
      if (own !== handedOver.current) own?.close();
    };
  }, [shared, wanted]);

  return {
    camera: shared ?? opened,
    problem,
    choices,
    choose: (deviceId) => {
      setProblem(null);
      setWanted({ deviceId, round: wanted.round + 1 });
    },
    retry: () => {
      setProblem(unableToShare());
      setWanted({ ...wanted, round: wanted.round + 1 });
    },
    handOver: () => (handedOver.current = opened),
  };
}
