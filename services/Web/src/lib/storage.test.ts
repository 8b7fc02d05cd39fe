import { afterEach, describe, expect, it, vi } from 'vitest';
import { device, tab } from './storage';

function fakeStorage(): Storage {
  const kept = new Map<string, string>();
  return {
    getItem: (name: string) => kept.get(name) ?? null,
    setItem: (name: string, value: string) => void kept.set(name, value),
    removeItem: (name: string) => void kept.delete(name),
  } as Storage;
}

const refused = new Proxy({} as Storage, {
  get: () => () => {
    throw new DOMException('The operation is insecure.', 'SecurityError');
  },
});

describe('what a browser keeps', () => {
  afterEach(() => vi.unstubAllGlobals());

  it('is found again under the name of the site, in the device or in the tab alone', () => {
    const [local, session] = [fakeStorage(), fakeStorage()];
    vi.stubGlobal('localStorage', local);
    vi.stubGlobal('sessionStorage', session);
    device.write('theme', 'dark');
    tab.writeJson('run-sheet.1', [{ exercise: 'cat-cow' }]);
    expect(local.getItem('upperback.theme')).toBe('dark');
    expect(device.read('theme')).toBe('dark');
    expect(tab.readJson('run-sheet.1', [])).toEqual([{ exercise: 'cat-cow' }]);
    expect(tab.read('theme')).toBeNull();
    tab.writeJson('run-sheet.1', null);
    expect(session.getItem('upperback.run-sheet.1')).toBeNull();
  });

  it('is what it would be without, when it is refused or spoilt', () => {
    vi.stubGlobal('localStorage', refused);
    device.write('theme', 'dark');
    device.writeJson('pins', ['a']);
    expect(device.read('theme')).toBeNull();
    expect(device.readJson('pins', [])).toEqual([]);
    const spoilt = fakeStorage();
    spoilt.setItem('upperback.pins', '[');
    vi.stubGlobal('localStorage', spoilt);
    expect(device.readJson('pins', ['nobody'])).toEqual(['nobody']);
  });
});
