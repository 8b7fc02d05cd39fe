import { http } from './http';
import type {
  Board,
  BookingResult,
  CheckIn,
  ClassLeaders,
  ClassSummary,
  CuePage,
  Exercise,
  ExerciseSummary,
  Figures,
  FoundLeaders,
  Friends,
  Friendship,
  Intake,
  IntakeAnswer,
  Lang,
  Leaderboard,
  Ledger,
  MediaAccess,
  Members,
  MirrorRules,
  MyClasses,
  MyProgramme,
  OwnAttendance,
  PracticeReport,
  Profile,
  ProfileChange,
  Programme,
  ProgrammeSummary,
  Progress,
  RecordingRow,
  Role,
  Series,
  SeriesLeadersChange,
  SeriesPlan,
  SessionDay,
  SessionDetail,
  SessionPlan,
  SessionSummary,
  Settings,
  SignUp,
  SiteContact,
  StandingRedFlags,
  Streak,
  StreakCalendar,
  StreamKey,
  StreamKeyRow,
  StreamState,
  Timetable,
  ViewerHealth,
} from './types';

export const query = (values: Record<string, string | number | undefined>) => {
  const pairs = Object.entries(values).filter(([, value]) => value !== undefined && value !== '');
  return pairs.length === 0
    ? ''
    : `?${new URLSearchParams(pairs.map(([key, value]) => [key, String(value)])).toString()}`;
};

export const site = {
  settings: (signal?: AbortSignal) => http.get<Settings>('/api/settings', signal),
  contact: (signal?: AbortSignal) => http.get<SiteContact>('/api/site/contact', signal),
};

export const accounts = {
  /** Who is signed in; null when nobody is. */
  session: (signal?: AbortSignal) => http.get<Profile | null>('/api/accounts/session', signal),
  signIn: (email: string, password: string) =>
    http.post<Profile>('/api/accounts/sign-in', { email, password, useCookie: true }),
  signUp: (body: SignUp) => http.post<Profile>('/api/accounts/sign-up', body),
  signOut: () => http.post<void>('/api/accounts/sign-out'),
  save: (body: ProfileChange) => http.put<Profile>('/api/accounts/me', body),
  members: (search: string, page: number, signal?: AbortSignal) =>
    http.get<Members>(`/api/accounts/members${query({ search, page })}`, signal),
  setRoles: (memberId: string, roles: Role[]) =>
    http.put<unknown>(`/api/accounts/members/${memberId}/roles`, { roles }),
};

export const scheduling = {
  exercises: (signal?: AbortSignal, lang?: Lang) =>
    http.get<ExerciseSummary[]>(`/api/scheduling/exercises${query({ lang })}`, signal),
  exercise: (slug: string, signal?: AbortSignal, lang?: Lang) =>
    http.get<Exercise>(
      `/api/scheduling/exercises/${encodeURIComponent(slug)}${query({ lang })}`,
      signal,
    ),
  figures: (lang?: Lang, signal?: AbortSignal) =>
    http.get<Figures>(`/api/scheduling/figures${query({ lang })}`, signal),
  programmes: (signal?: AbortSignal, lang?: Lang) =>
    http.get<ProgrammeSummary[]>(`/api/scheduling/programmes${query({ lang })}`, signal),
  programme: (slug: string, signal?: AbortSignal, lang?: Lang) =>
    http.get<Programme>(
      `/api/scheduling/programmes/${encodeURIComponent(slug)}${query({ lang })}`,
      signal,
    ),
  timetable: (timeZone: string | undefined, signal?: AbortSignal) =>
    http.get<Timetable>(`/api/scheduling/sessions${query({ timeZone })}`, signal),
  session: (id: string, signal?: AbortSignal) =>
    http.get<SessionDetail>(`/api/scheduling/sessions/${encodeURIComponent(id)}`, signal),
  book: (id: string) =>
    http.postIdempotent<BookingResult>(`/api/scheduling/sessions/${id}/booking`),
  unbook: (id: string) => http.delete(`/api/scheduling/sessions/${id}/booking`),
  cancelSession: (id: string) => http.post<SessionDetail>(`/api/scheduling/sessions/${id}/cancel`),
  series: (signal?: AbortSignal) => http.get<Series[]>('/api/scheduling/series', signal),
  planSeries: (plan: SeriesPlan) => http.postIdempotent<Series>('/api/scheduling/series', plan),
  leadSeries: (id: string, leaders: ClassLeaders) =>
    http.put<SeriesLeadersChange>(`/api/scheduling/series/${id}/leaders`, leaders),
  leadSession: (id: string, leaders: ClassLeaders) =>
    http.put<SessionDetail>(`/api/scheduling/sessions/${id}/leaders`, leaders),
  showInSeries: (id: string, rules: MirrorRules) =>
    http.put<Series>(`/api/scheduling/series/${id}/mirror`, rules),
  showInSession: (id: string, rules: MirrorRules) =>
    http.put<SessionDetail>(`/api/scheduling/sessions/${id}/mirror`, rules),
  /** Who may lead or coach, by a part of their name. */
  leaders: (role: 'instructor' | 'coach', search: string, page: number, signal?: AbortSignal) =>
    http.get<FoundLeaders>(`/api/scheduling/leaders${query({ role, search, page })}`, signal),
  bookings: (signal?: AbortSignal) =>
    http.get<SessionSummary[]>('/api/scheduling/bookings', signal),
  endSeries: (id: string) => http.delete(`/api/scheduling/series/${id}`),
  planSession: (plan: SessionPlan) =>
    http.postIdempotent<SessionDetail>('/api/scheduling/sessions', plan),
};

export const live = {
  attendance: (id: string, signal?: AbortSignal) =>
    http.get<OwnAttendance>(`/api/live/sessions/${id}/attendance`, signal),
  myClasses: (after: string | undefined, signal?: AbortSignal) =>
    http.get<MyClasses>(`/api/live/my-classes${query({ after })}`, signal),
  cues: (id: string, after: number, signal?: AbortSignal) =>
    http.get<CuePage>(`/api/live/sessions/${id}/cues${query({ after })}`, signal),
};

export const progress = {
  read: (signal?: AbortSignal) => http.get<Progress>('/api/scheduling/progress', signal),
  setThreshold: (painThreshold: number) =>
    http.put<unknown>('/api/scheduling/progress/settings', { painThreshold }),
  setFlare: (on: boolean) => http.put<unknown>('/api/scheduling/progress/flare', { on }),
  easier: (exercise: string) =>
    http.postIdempotent<unknown>(`/api/scheduling/progress/${encodeURIComponent(exercise)}/easier`),
  checkIn: (sessionId: string, signal?: AbortSignal) =>
    http.get<CheckIn | null>(`/api/scheduling/sessions/${sessionId}/check-in`, signal),
  sendCheckIn: (sessionId: string, body: CheckIn) =>
    http.put<unknown>(`/api/scheduling/sessions/${sessionId}/check-in`, body),
  /** The practice has its own id: sent again it still counts once, and says how it was. */
  reportPractice: (body: PracticeReport) =>
    http.postIdempotent<unknown>('/api/scheduling/practices', body),
  standing: (signal?: AbortSignal) => http.get<StandingRedFlags>('/api/scheduling/intake', signal),
  intake: (body: Intake) => http.post<IntakeAnswer>('/api/scheduling/intake', body),
  choose: (body: MyProgramme) => http.put<unknown>('/api/scheduling/my-programme', body),
};

export const afterClass = {
  summary: (sessionId: string, signal?: AbortSignal) =>
    http.get<ClassSummary>(`/api/live/sessions/${sessionId}/summary`, signal),
};

export const streaming = {
  state: (id: string, signal?: AbortSignal) =>
    http.get<StreamState>(`/api/streaming/sessions/${id}`, signal),
  access: (id: string) => http.post<MediaAccess>(`/api/streaming/sessions/${id}/access`),
  stop: (id: string) => http.post<void>(`/api/streaming/sessions/${id}/stop`),
  calibrate: (id: string, offsetMs: number) =>
    http.put<unknown>(`/api/streaming/sessions/${id}/calibration`, { offsetMs }),
  reportHealth: (id: string, body: ViewerHealth) =>
    http.post<void>(`/api/streaming/sessions/${id}/health`, body),
  keys: (id: string, signal?: AbortSignal) =>
    http.get<StreamKeyRow[]>(`/api/streaming/sessions/${id}/keys`, signal),
  createKey: (id: string) => http.postIdempotent<StreamKey>(`/api/streaming/sessions/${id}/keys`),
  revokeKey: (id: string, keyId: string) =>
    http.delete(`/api/streaming/sessions/${id}/keys/${keyId}`),
  recordings: (signal?: AbortSignal) =>
    http.get<RecordingRow[]>('/api/streaming/recordings', signal),
  /** Which of these sessions can be watched again. */
  recorded: (ids: string[], signal?: AbortSignal) =>
    http.get<string[]>(`/api/streaming/recorded${query({ sessions: ids.join(',') })}`, signal),
  deleteRecording: (id: string) => http.delete(`/api/streaming/sessions/${id}/recording`),
};

export const community = {
  streak: (signal?: AbortSignal) => http.get<Streak>('/api/community/streak', signal),
  sessionDay: (id: string, signal?: AbortSignal) =>
    http.get<SessionDay>(`/api/community/streak/sessions/${id}`, signal),
  calendar: (from: string, to: string, signal?: AbortSignal) =>
    http.get<StreakCalendar>(`/api/community/streak/calendar${query({ from, to })}`, signal),
  ledger: (page: number, signal?: AbortSignal) =>
    http.get<Ledger>(`/api/community/streak/ledger${query({ page })}`, signal),
  boards: (signal?: AbortSignal) => http.get<Board[]>('/api/community/leaderboards', signal),
  board: (board: string, view: 'top' | 'around-me', count: number, signal?: AbortSignal) =>
    http.get<Leaderboard>(`/api/community/leaderboards/${board}${query({ view, count })}`, signal),
  friends: (signal?: AbortSignal) => http.get<Friends>('/api/community/friends', signal),
  addFriend: (memberId: string) => http.put<Friendship>(`/api/community/friends/${memberId}`),
  removeFriend: (memberId: string) => http.delete(`/api/community/friends/${memberId}`),
};
