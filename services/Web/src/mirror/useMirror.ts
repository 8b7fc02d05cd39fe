import { useCallback, useEffect, useEffectEvent, useState, useSyncExternalStore } from 'react';
import type { MirrorOffer } from '../contract/hub';
import type { Clock } from '../clock/clock';
import { tab } from '../lib/storage';
import type { Look } from './painter';
import type { Share } from './share';
import type { Ended, ShareState } from './shareState';
import { askForTilt } from './tilt';

/** What a share goes by that its room knows. */
export interface MirrorRoom {
  sessionId: string;
  /** The server's. */
  clock: Clock;
  /** Media time of the class's frame on screen; null when there is none. */
  classAtMs: () => number | null;
}

export type MirrorDialogName = 'consent' | 'check';

export interface Mirror {
  /** Null until the room is known. */
  room: MirrorRoom | null;
  /** Null where nothing can be shared in this class, or by this member. */
  offer: MirrorOffer | null;
  /** Null while nothing is shared. */
  share: Share | null;
  state: ShareState | null;
  /** Why it ended, until that was read. */
  ended: Ended | null;
  /** The member stopped, and shares nothing since. */
  stopped: boolean;
  /** How the picture leaves the device: chosen for this class, shared or not yet. */
  look: Look;
  setLook: (look: Look) => void;
  /** The member says to have the class's minimum age. */
  ofAge: boolean;
  setOfAge: (ofAge: boolean) => void;
  /** Where it is offered: at the door, in the room's head, or aside once the member declined. */
  place: 'door' | 'head' | 'side' | null;
  dialog: MirrorDialogName | null;
  show: (dialog: MirrorDialogName | null) => void;
  decline: () => void;
  begin: (share: Share) => void;
  stop: () => void;
  read: () => void;
}

interface Options {
  room: MirrorRoom | null;
  offer: MirrorOffer | null;
  /** The class has begun. */
  live: boolean;
  /** Why there is no class any more for this member; null while there is. */
  over: string | null;
}

const never = () => () => undefined;
const nothing = () => null;

/**
 * A member's picture for the leaders of one class: off until they begin it, and over when they
 * leave the page.
 */
export function useMirror(sessionId: string, { room, offer, live, over }: Options): Mirror {
  const declinedName = `mirror-declined.${sessionId}`;
  const [share, setShare] = useState<Share | null>(null);
  const [ended, setEnded] = useState<Ended | null>(null);
  const [stopped, setStopped] = useState(false);
  const [look, setLook] = useState<Look>('plain');
  const [ofAge, setOfAge] = useState(false);
  const [declined, setDeclined] = useState(() => tab.read(declinedName) !== null);
  const [dialog, setDialog] = useState<MirrorDialogName | null>(null);
  const state = useSyncExternalStore<ShareState | null>(
    share?.subscribe ?? never,
    share?.snapshot ?? nothing,
  );

  const onEnd = useEffectEvent((why: Ended | null) => {
    setShare(null);
    setEnded(why);
    setStopped(why === null);
    setDialog(null);
  });
  useEffect(() => {
    if (share === null) return;
    const check = () => {
      const now = share.snapshot();
      if (now.connection === 'ended') onEnd(now.ended);
    };
    const leave = share.subscribe(check);
    // It may have ended before anybody listened.
    check();
    return () => {
      leave();
      share.end(null);
    };
  }, [share]);
  useEffect(() => {
    if (over !== null) share?.end({ code: over, message: '' });
  }, [over, share]);

  const offered = over === null && room !== null ? offer : null;
  const isOffered = offered !== null && share === null;
  return {
    room,
    offer: offered,
    share,
    state,
    ended,
    stopped,
    look,
    setLook: (chosen) => {
      setLook(chosen);
      share?.setLook(chosen);
    },
    ofAge,
    setOfAge,
    place: !isOffered ? null : !live ? 'door' : declined ? 'side' : 'head',
    dialog: isOffered || share !== null ? dialog : null,
    show: (name) => {
      if (name === 'check') askForTilt();
      setDialog(name);
    },
    decline: useCallback(() => {
      tab.write(declinedName, 'yes');
      setDeclined(true);
    }, [declinedName]),
    begin: (begun) => {
      setEnded(null);
      setStopped(false);
      setShare(begun);
      setDialog(null);
    },
    stop: () => share?.end(null),
    read: () => setEnded(null),
  };
}
