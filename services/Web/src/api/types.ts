// The HTTP wire. Instants are ISO 8601 in UTC, dates are "2026-11-23", ids are UUID text.
import type { Cue, FormNote, RunSheet } from '../contract/hub';

export type * from './coachTypes';
export type * from './libraryTypes';
export type * from './practiceTypes';
export type * from './streamTypes';

export type Role = 'member' | 'coach' | 'moderator' | 'instructor' | 'admin';

export interface Profile {
  memberId: string;
  email: string;
  displayName: string;
  timeZone: string;
  onBoards: boolean;
  roles: Role[];
}

export interface MemberRow {
  memberId: string;
  email: string;
  displayName: string;
  roles: Role[];
}

export interface Series {
  seriesId: string;
  title: string;
  programme: string;
  startDate: string;
  localTime: string;
  timeZone: string;
  rule: string;
  ruleText: string;
  durationMinutes: number;
  coachedSeats: number;
  instructorId: string;
  instructorName: string;
  coachIds: string[];
  coaches: Person[];
  ended: boolean;
}

export type SessionStatus = 'planned' | 'live' | 'ended' | 'cancelled';

export interface MyBooking {
  status: 'booked' | 'waitlisted' | 'none';
  position?: number | null;
}

export interface SessionSummary {
  sessionId: string;
  seriesId?: string | null;
  title: string;
  startsAt: string;
  endsAt: string;
  localStart: string;
  localDate: string;
  timeZone: string;
  status: SessionStatus;
  instructorName: string;
  programme: string;
  week: number;
  coachedSeats: number;
  seatsLeft: number;
  waiting: number;
  myBooking: MyBooking;
  /** The viewer is its instructor or one of its coaches. */
  leads: boolean;
  /** When it really began and was over; a class that was never held has neither. */
  startedAt?: string | null;
  endedAt?: string | null;
}

export interface SessionDetail extends SessionSummary {
  instructorId: string;
  coachIds: string[];
  coaches: Person[];
  /** Its leaders were chosen for it alone: they stay when its series gets others. */
  hasOwnLeaders: boolean;
  /** The viewer may say who leads it, and cancel it. */
  mayChange: boolean;
  runSheet: RunSheet;
}

export interface Timetable {
  timeZone: string;
  sessions: SessionSummary[];
}

export interface BookingResult {
  sessionId: string;
  status: 'booked' | 'waitlisted';
  position?: number | null;
}

export interface Streak {
  current: number;
  longest: number;
  keptToday: boolean;
  freezes: number;
  today: string;
  timeZone: string;
  keptDays: number;
  minutesThisWeek: number;
  nextMilestone?: number | { days: number; name?: string } | null;
  /** What a streak is counted by: so many minutes of one class, or that share of it; kept days in a row for a freeze, and how many one can hold. */
  rule: { minutes: number; share: number; daysPerFreeze: number; mostFreezes: number };
}

/** What one's part in a class did for the day. */
export interface SessionDay {
  recorded: boolean;
  watchedSeconds: number;
  /** How much of the class counts for the streak; null while nothing is known. */
  neededSeconds: number | null;
  keeps: boolean;
  dayKept: boolean;
}

export type DayState = 'kept' | 'frozen' | 'missed' | 'rest' | 'today' | 'future';

export interface StreakCalendar {
  from: string;
  to: string;
  timeZone: string;
  days: { day: string; state: DayState; minutes: number }[];
}

export interface LedgerEntry {
  at: string;
  day: string;
  sessionId?: string | null;
  kind: string;
  watchedSeconds?: number | null;
  kept?: boolean | null;
  note?: string | null;
}

export type Board = 'current-streak' | 'minutes-this-week';

export interface BoardRow {
  rank: number;
  memberId: string;
  displayName: string;
  value: number;
  isMe: boolean;
  isFriend: boolean;
}

export interface Leaderboard {
  board: Board;
  unit: 'days' | 'minutes';
  total: number;
  onBoard: boolean;
  rows: BoardRow[];
}

export interface Person {
  memberId: string;
  displayName: string;
}

export interface Friends {
  friends: Person[];
  asked: Person[];
  askedBy: Person[];
}

export interface OwnAttendance {
  watchedSeconds: number;
  classSeconds: number;
  recorded: boolean;
}

/** A class that one took part in or led. */
export interface MyClass {
  sessionId: string;
  title: string;
  role: 'instructor' | 'coach' | 'admin' | 'participant';
  startedAt: string;
  endedAt?: string | null;
  watchedSeconds: number;
  notes: FormNote[];
}

export interface MyClasses {
  classes: MyClass[];
  /** What the next page comes after. */
  next?: string | null;
}

export interface CuePage {
  epoch: string;
  head: number;
  resync: boolean;
  cues: Cue[];
}
