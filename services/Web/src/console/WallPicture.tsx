import { useEffect, useRef } from 'react';
import type { PictureKind } from '../mirror/protocol';
import type { WallClient } from '../wall/wallClient';

interface Props {
  client: WallClient;
  kind: PictureKind;
  memberId: string;
}

/**
 * A member's picture, and its age once that is worth saying. Both are drawn past React; the age is
 * told to the nearest element that names the member as well.
 */
export function WallPicture({ client, kind, memberId }: Props) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const age = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    const root = canvas.current?.closest<HTMLElement>('[data-member]');
    if (!root || !canvas.current || !age.current) return;
    return client.attach(kind, memberId, { root, canvas: canvas.current, age: age.current });
  }, [client, kind, memberId]);
  return (
    <>
      <canvas className="wall-canvas" ref={canvas} width={1} height={1} aria-hidden="true" />
      <span className="wall-mark wall-age nums" ref={age} title="How old this picture is" />
    </>
  );
}
