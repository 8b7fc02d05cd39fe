import type { MirrorRules } from '../api/types';

/** What a class says of pictures to those who take part in it. */
export const mirrorForMembers = ({ allowed, minimumAge }: MirrorRules) =>
  allowed
    ? 'If you like, you can share your picture with your coaches in this class' +
      `${minimumAge > 0 ? `, from age ${minimumAge} on` : ''}. It is off until you turn it on, ` +
      'and nothing is recorded.'
    : 'Nobody is asked for their camera in this class.';

/** The same to those who lead it. */
export const mirrorForLeaders = ({ allowed, minimumAge }: MirrorRules) =>
  allowed
    ? `Members may show themselves${minimumAge > 0 ? ` from age ${minimumAge} on` : ''}`
    : 'Members do not show themselves';
