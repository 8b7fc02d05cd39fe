import { useState } from 'react';
import { device } from '../lib/storage';
import { Icon } from './icons';

type Theme = 'auto' | 'light' | 'dark';

function stored(): Theme {
  const value = device.read('theme');
  return value === 'light' || value === 'dark' ? value : 'auto';
}

/** Before the first paint of React, so that a chosen theme does not flash. */
export function applyTheme(theme: Theme = stored()): void {
  if (theme === 'auto') delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
}

const next: Record<Theme, Theme> = { auto: 'light', light: 'dark', dark: 'auto' };
const messages: Record<Theme, string> = { auto: 'as the device', light: 'light', dark: 'dark' };

export function ThemeToggle() {
  const [theme, setTheme] = useState<Theme>(stored);
  const change = () => {
    const chosen = next[theme];
    device.write('theme', chosen);
    applyTheme(chosen);
    setTheme(chosen);
  };
  const label = `Colours: ${messages[theme]}. Change to ${messages[next[theme]]}.`;
  return (
    <button type="button" className="icon-button" onClick={change} aria-label={label} title={label}>
      <Icon name={theme === 'auto' ? 'auto' : theme === 'light' ? 'sun' : 'moon'} />
    </button>
  );
}
