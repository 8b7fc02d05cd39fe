import type { ReactNode } from 'react';

const paths = {
  calendar: <path d="M4 9h16M8 3v4m8-4v4M5.5 5h13A1.5 1.5 0 0 1 20 6.5v12a1.5 1.5 0 0 1-1.5 1.5h-13A1.5 1.5 0 0 1 4 18.500v-12A1.500 1.500 0 0 1 5.500 5Z" />,
  flame: <path d="M12 3c1 4 5.500 5.500 5.500 10.500a5.500 5.500 0 0 1-11 0C6.500 11 8 9.500 8.500 8c1 .7 1.500 1.600 1.700 2.600C11.500 9 12.300 6.500 12 3Z" />,
  podium: <path d="M9 20V5h6v15M9 11H3v9h18v-6h-6" />,
  book: <path d="M12 6.500C10 5 7 4.500 4 5v13.500c3-.5 6 0 8 1.500 2-1.500 5-2 8-1.500V5c-3-.5-6 0-8 1.500Zm0 0V20" />,
  person: <path d="M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8Zm-7.500 8c.8-3.500 3.800-5.500 7.500-5.500s6.700 2 7.500 5.500" />,
  sun: <path d="M12 16a4 4 0 1 0 0-8 4 4 0 0 0 0 8Zm0-13v2m0 14v2M3 12h2m14 0h2M5.600 5.600 7 7m10 10 1.400 1.400m0-12.800L17 7M7 17l-1.400 1.400" />,
  moon: <path d="M20 14.500A8.500 8.500 0 0 1 9.500 4a8.500 8.500 0 1 0 10.500 10.500Z" />,
  auto: <path d="M12 20a8 8 0 1 0 0-16v16Zm0 0a8 8 0 0 1 0-16" />,
  hand: <path d="M7 12V6.500a1.500 1.500 0 0 1 3 0V11m0-1V4.500a1.500 1.500 0 0 1 3 0V11m0-4.500a1.500 1.500 0 0 1 3 0V12m0-2.500a1.500 1.500 0 0 1 3 0V15a6 6 0 0 1-6 6h-1.500a6 6 0 0 1-4.700-2.300L4 14.500a1.600 1.600 0 0 1 2.300-2.200L8 14" />,
  people: <path d="M9 11.500a3.500 3.500 0 1 0 0-7 3.500 3.500 0 0 0 0 7Zm-6 8c.6-3 3-5 6-5s5.400 2 6 5m1-8.200a3.200 3.200 0 1 0-1-6.200m2.500 9.400c2.200.5 3.800 2.300 4.300 5" />,
  lock: <path d="M7 11V8a5 5 0 0 1 10 0v3M6.500 11h11A1.500 1.500 0 0 1 19 12.500v6a1.500 1.500 0 0 1-1.500 1.500h-11A1.500 1.500 0 0 1 5 18.500v-6A1.500 1.500 0 0 1 6.500 11Z" />,
  exit: <path d="M10 4H6.500A1.500 1.500 0 0 0 5 5.500v13A1.500 1.500 0 0 0 6.500 20H10m5-4 4-4-4-4m4 4H9.500" />,
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
