import { useState } from 'react';
import { Icon } from './icons';

type Theme = 'auto' | 'light' | 'dark';
const key = 'upperback.theme';

function stored(): Theme {
  try {
    const value = localStorage.getItem(key);
    return value === 'light' || value === 'dark' ? value : 'auto';
  } catch {
    return 'auto';
  }
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
    try {
      localStorage.setItem(key, chosen);
    } catch {
      // Private windows may refuse storage; the theme then lasts until the page is left.
    }
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
