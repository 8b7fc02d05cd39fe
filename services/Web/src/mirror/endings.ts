import type { Ended } from './shareState';

export interface Ending {
  message: string;
  /** Sharing again may go well. */
  again: boolean;
}

const endings: Record<string, Ending> = {
  'mirror.off': { message: 'Sharing your picture is switched off here.', again: false },
  'mirror.not-allowed': { message: 'Nobody shares a picture in this class.', again: false },
  'mirror.full': {
    message: 'As many people share as your coach can watch. Try again in a few minutes.',
    again: true,
  },
  'mirror.no-seat': {
    message: 'Your feedback spot is gone, and nobody sees you. The class goes on.',
    again: false,
  },
  'mirror.age': {
    message: 'You are too young to share your picture in this class. You can go on without.',
    again: false,
  },
  'mirror.replaced': {
    message: 'You share from another window or device now. This one stopped.',
    again: true,
  },
  'room.closed': { message: 'The class is over. Nobody sees you any more.', again: false },
  'room.member-removed': {
    message: 'You were removed from this class. Nobody sees you any more.',
    again: false,
  },
  'account.signed-out': {
    message: 'You are signed out, and nobody sees you any more. Sign in to share again.',
    again: false,
  },
  'client.camera': {
    message: 'Your camera stopped, and nobody sees you any more. Check it, then share again.',
    again: true,
  },
  'client.unreachable': {
    message: 'Your coach can’t be reached, and nobody sees you. Check your connection.',
    again: true,
  },
  'client.encoder': {
    message:
      'This browser can’t share your picture. Use a current Chrome, Edge, Firefox or Safari.',
    again: false,
  },
};

/** Why sharing ended, in one sentence, and what to do. */
export const endingOf = ({ code, message }: Ended): Ending =>
  endings[code] ?? {
    message: message || 'Sharing your picture ended, and nobody sees you any more.',
    again: true,
  };
