import { serverNow } from '../clock/serverTime';

/**
 * Times and dates in words. Instants are shown in a named zone; plain dates ("2026-11-23") never
 * pass through one.
 */
const locale = 'en-GB';

export function clockTime(instant: string | number, timeZone: string): string {
  return new Intl.DateTimeFormat(locale, {
    timeZone,
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).format(new Date(instant));
}

export function dayAndTime(instant: string | number, timeZone: string): string {
  return new Intl.DateTimeFormat(locale, {
    timeZone,
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).format(new Date(instant));
}

const asDate = (day: string) => new Date(`${day}T12:00:00Z`);

export function longDay(day: string): string {
  return new Intl.DateTimeFormat(locale, {
    timeZone: 'UTC',
    weekday: 'long',
    day: 'numeric',
    month: 'long',
  }).format(asDate(day));
}

export function shortDay(day: string): string {
  return new Intl.DateTimeFormat(locale, {
    timeZone: 'UTC',
    weekday: 'short',
    day: 'numeric',
    month: 'short',
  }).format(asDate(day));
}

export function addDays(day: string, days: number): string {
  const date = asDate(day);
  date.setUTCDate(date.getUTCDate() + days);
  return date.toISOString().slice(0, 10);
}

/** 0 for Monday to 6 for Sunday. */
export function weekday(day: string): number {
  return (asDate(day).getUTCDay() + 6) % 7;
}

export function todayIn(timeZone: string, now: number = serverNow()): string {
  return new Intl.DateTimeFormat('en-CA', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  }).format(new Date(now));
}

export function relativeDay(day: string, today: string): string {
  if (day === today) return 'Today';
  if (day === addDays(today, 1)) return 'Tomorrow';
  if (day === addDays(today, -1)) return 'Yesterday';
  return longDay(day);
}

/** "4:05", "1:02:09"; never negative. */
export function countdown(ms: number): string {
  const total = Math.max(0, Math.ceil(ms / 1000));
  const hours = Math.floor(total / 3600);
  const minutes = Math.floor((total % 3600) / 60);
  const seconds = String(total % 60).padStart(2, '0');
  return hours > 0
    ? `${hours}:${String(minutes).padStart(2, '0')}:${seconds}`
    : `${minutes}:${seconds}`;
}

/** "45 s", "2 min", "2 min 30 s". */
export function duration(seconds: number): string {
  const total = Math.round(seconds);
  const minutes = Math.floor(total / 60);
  const rest = total % 60;
  if (minutes === 0) return `${rest} s`;
  return rest === 0 ? `${minutes} min` : `${minutes} min ${rest} s`;
}

export function minutesBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / 60_000);
}

export function plural(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}

/** Browsers still report some zones under their former names. */
const renamed: Record<string, string> = {
  'Asia/Calcutta': 'Asia/Kolkata',
  'Asia/Saigon': 'Asia/Ho_Chi_Minh',
  'Asia/Katmandu': 'Asia/Kathmandu',
  'Asia/Rangoon': 'Asia/Yangon',
  'Europe/Kiev': 'Europe/Kyiv',
  'America/Buenos_Aires': 'America/Argentina/Buenos_Aires',
  'Atlantic/Faeroe': 'Atlantic/Faroe',
};
const modern = (zone: string) => renamed[zone] ?? zone;

export function ownZone(): string {
  return modern(Intl.DateTimeFormat().resolvedOptions().timeZone || 'UTC');
}

export function allZones(...also: string[]): string[] {
  const known =
    typeof Intl.supportedValuesOf === 'function' ? Intl.supportedValuesOf('timeZone') : [];
  return [...new Set([...known.map(modern), 'UTC', ...also])].sort();
}

export function zoneName(zone: string): string {
  return zone.split('/').slice(1).join(' – ').replaceAll('_', ' ') || zone;
}

/** How much of a class: "half", "60 %". */
export function shareOf(share: number): string {
  return share === 0.5 ? 'half' : share === 1 ? 'all' : `${Math.round(share * 100)} %`;
}

const list = new Intl.ListFormat(locale, { type: 'conjunction' });

/** "Asha", "Asha and Ben", "Asha, Ben and Cem". */
export const listed = (names: readonly string[]): string => list.format(names);
