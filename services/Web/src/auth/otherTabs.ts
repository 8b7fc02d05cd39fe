import { serverNow } from '../clock/serverTime';
import { device } from '../lib/storage';

const name = 'signed-out';

/** Whoever signs out is signed out in every tab of this browser, and what runs there ends. */
export const tellOtherTabs = (): void => device.write(name, String(serverNow()));

/** Calls back when another tab signed out. */
export function onSignedOutElsewhere(listener: () => void): () => void {
  const hear = ({ key, newValue }: StorageEvent) => {
    if (key === `upperback.${name}` && newValue !== null) listener();
  };
  window.addEventListener('storage', hear);
  return () => window.removeEventListener('storage', hear);
}
