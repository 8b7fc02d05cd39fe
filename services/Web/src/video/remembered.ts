import { device } from '../lib/storage';

/** Whether something was switched on here before. */
export const remembered = (name: string): boolean => device.read(`video.${name}`) === 'on';

export const remember = (name: string, on: boolean): void =>
  device.write(`video.${name}`, on ? 'on' : 'off');
