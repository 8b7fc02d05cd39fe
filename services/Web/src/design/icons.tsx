import type { ReactNode } from 'react';

const paths = {
  calendar: <path d="M4 9h16M8 3v4m8-4v4M5.5 5h13A1.5 1.5 0 0 1 20 6.5v12a1.5 1.5 0 0 1-1.5 1.5h-13A1.5 1.5 0 0 1 4 18.5v-12A1.5 1.5 0 0 1 5.5 5Z" />,
  flame: <path d="M12 3c1 4 5.5 5.5 5.5 10.5a5.5 5.5 0 0 1-11 0C6.5 11 8 9.5 8.5 8c1 .7 1.5 1.6 1.7 2.6C11.5 9 12.3 6.5 12 3Z" />,
  podium: <path d="M9 20V5h6v15M9 11H3v9h18v-6h-6" />,
  book: <path d="M12 6.5C10 5 7 4.5 4 5v13.5c3-.5 6 0 8 1.5 2-1.5 5-2 8-1.5V5c-3-.5-6 0-8 1.5Zm0 0V20" />,
  person: <path d="M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8Zm-7.5 8c.8-3.5 3.8-5.5 7.5-5.5s6.7 2 7.5 5.5" />,
  sun: <path d="M12 16a4 4 0 1 0 0-8 4 4 0 0 0 0 8Zm0-13v2m0 14v2M3 12h2m14 0h2M5.6 5.6 7 7m10 10 1.4 1.4m0-12.8L17 7M7 17l-1.4 1.4" />,
  moon: <path d="M20 14.5A8.5 8.5 0 0 1 9.5 4a8.5 8.5 0 1 0 10.5 10.5Z" />,
  auto: <path d="M12 20a8 8 0 1 0 0-16v16Zm0 0a8 8 0 0 1 0-16" />,
  hand: <path d="M7 12V6.5a1.5 1.5 0 0 1 3 0V11m0-1V4.5a1.5 1.5 0 0 1 3 0V11m0-4.5a1.5 1.5 0 0 1 3 0V12m0-2.5a1.5 1.5 0 0 1 3 0V15a6 6 0 0 1-6 6h-1.5a6 6 0 0 1-4.7-2.3L4 14.5a1.6 1.6 0 0 1 2.3-2.2L8 14" />,
  people: <path d="M9 11.5a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7Zm-6 8c.6-3 3-5 6-5s5.4 2 6 5m1-8.2a3.2 3.2 0 1 0-1-6.2m2.5 9.4c2.2.5 3.8 2.3 4.3 5" />,
  lock: <path d="M7 11V8a5 5 0 0 1 10 0v3M6.5 11h11A1.5 1.5 0 0 1 19 12.5v6a1.5 1.5 0 0 1-1.5 1.5h-11A1.5 1.5 0 0 1 5 18.5v-6A1.5 1.5 0 0 1 6.5 11Z" />,
  exit: <path d="M10 4H6.5A1.5 1.5 0 0 0 5 5.5v13A1.5 1.5 0 0 0 6.5 20H10m5-4 4-4-4-4m4 4H9.5" />,
  heart: <path d="M12 20s-7.5-4.6-7.5-10A4.2 4.2 0 0 1 12 7.3 4.2 4.2 0 0 1 19.5 10c0 5.4-7.5 10-7.5 10Z" />,
  clap: <path d="m7 13-2.6-4.4a1.3 1.3 0 0 1 2.2-1.3L9.5 12m-.3-.5L5.9 6a1.3 1.3 0 0 1 2.2-1.3l3.6 6m-1.2-2L8.6 5.5a1.3 1.3 0 0 1 2.2-1.3l4.7 7.6.4-2.3a1.4 1.4 0 0 1 2.7.5l-.6 5.4a6 6 0 0 1-10.9 2L4.6 13M15 3.5l-.5 2m4-.5-1.5 1.5m3.5 1.5-2 .5" />,
  smile: <path d="M12 20.5a8.5 8.5 0 1 0 0-17 8.5 8.5 0 0 0 0 17Zm-4-7a4.5 4.5 0 0 0 8 0M9 9.5v.01m6-.01v.01" />,
  wind: <path d="M3.5 9.5H13a2.7 2.7 0 1 0-2.6-3.5M3.5 13h14a2.7 2.7 0 1 1-2.6 3.5M3.5 16.5h6a2 2 0 1 1-1.8 2.8" />,
  play: <path d="M8 5.5v13l10.5-6.5L8 5.5Z" />,
  pause: <path d="M8.5 5.5v13m7-13v13" />,
  sound: <path d="M4.5 9.5v5h3.5l4.5 4v-13L8 9.5H4.5ZM16 9a4 4 0 0 1 0 6m2.5-8.5a8 8 0 0 1 0 11" />,
  mute: <path d="M4.5 9.5v5h3.5l4.5 4v-13L8 9.5H4.5ZM16 9.5l4.5 5m0-5-4.5 5" />,
  settings: <path d="M12 15a3 3 0 1 0 0-6 3 3 0 0 0 0 6Zm0-11.5v2.2m0 12.6v2.2M4.6 7.7l1.9 1.1m11 6.4 1.9 1.1m0-8.6-1.9 1.1m-11 6.4-1.9 1.1" />,
  enlarge: <path d="M4.5 9V4.5H9m6 0h4.5V9m0 6v4.5H15m-6 0H4.5V15" />,
  rise: <path d="M4 19h16M6.5 15.5v-3m5.5 3v-7m5.5 7V5" />,
  arrow: <path d="M5 12h14m-6-6 6 6-6 6" />,
} satisfies Record<string, ReactNode>;

export type IconName = keyof typeof paths;

export function Icon({ name }: { name: IconName }) {
  return (
    <svg viewBox="0 0 24 24" width="1.25em" height="1.25em" fill="none" stroke="currentColor" strokeWidth="1.8" strokeLinecap="round" strokeLinejoin="round" aria-hidden="true">
      {paths[name]}
    </svg>
  );
}
