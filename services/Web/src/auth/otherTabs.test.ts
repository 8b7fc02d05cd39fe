import { afterEach, describe, expect, it, vi } from 'vitest';
import { onSignedOutElsewhere, tellOtherTabs } from './otherTabs';

afterEach(() => vi.unstubAllGlobals());

describe('signing out', () => {
  it('is heard in every other tab, and nothing else is taken for it', () => {
    const written = new Map<string, string>();
    vi.stubGlobal('localStorage', {
      setItem: (name: string, value: string) => written.set(name, value),
    });
    const page = new EventTarget();
    vi.stubGlobal('window', page);
    const hears = (key: string, newValue: string | null) =>
      page.dispatchEvent(Object.assign(new Event('storage'), { key, newValue }));
    const out = vi.fn();
    const leave = onSignedOutElsewhere(out);

    tellOtherTabs();
    const [[name, value]] = [...written] as [[string, string]];
    hears('upperback.language', 'hi');
    hears(name, null);
    expect(out).not.toHaveBeenCalled();
    hears(name, value);
    expect(out).toHaveBeenCalledTimes(1);
    leave();
    hears(name, value);
    expect(out).toHaveBeenCalledTimes(1);
  });
});
