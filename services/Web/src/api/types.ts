// The HTTP wire by the names that pages use. The types are the server's: see contract/openapi.json.
import type { components } from '../contract/api';

type Schemas = components['schemas'];

export type Profile = Schemas['Profile'];
export type ProfileChange = Schemas['ChangeProfileRequest'];
export type SignUp = Schemas['SignUpRequest'];
export type Role = Profile['roles'][number];
export type MemberRow = Schemas['ListedMember'];
export type Members = Schemas['ListMembersResponse'];
export type Person = Schemas['NamedMember'];
export type Settings = Schemas['Settings'];
export type SiteContact = Schemas['Contact'];

export type Series = Schemas['SeriesView'];
export type SeriesPlan = Schemas['CreateSeriesRequest'];
export type SeriesLeadersChange = Schemas['ChangeSeriesLeadersResponse'];
export type SessionSummary = Schemas['SessionSummary'];
export type SessionDetail = Schemas['SessionDetail'];
export type SessionPlan = Schemas['CreateSessionRequest'];
export type SessionStatus = SessionSummary['status'];
export type MirrorRules = SessionDetail['mirror'];
export type ClassLeaders = Schemas['ChangeSessionLeadersRequest'];
export type FoundLeaders = Schemas['FindLeadersResponse'];
export type Timetable = Schemas['Timetable'];
export type BookingResult = Schemas['BookSeatResponse'];

export type ExerciseSummary = Schemas['ExerciseSummary'];
export type Exercise = Schemas['ExerciseDetail'];
export type Lang = ExerciseSummary['lang'];
export type FigureData = Schemas['Figure'];
export type Figures = Record<string, FigureData>;
export type ProgrammeSummary = Schemas['ProgrammeSummary'];
export type Programme = Schemas['ProgrammeDetail'];
export type ProgrammeWeek = Programme['weeks'][number];
export type Block = Schemas['Block'];
export type DosageOfLevel = Schemas['DosageView'];
export type PlanFinding = Schemas['PlanFinding'];
export type PlannedRunSheet = Schemas['PlanView'];
export type SessionRunSheet = Schemas['SessionRunSheet'];

export type Progress = Schemas['OwnProgress'];
export type ExerciseProgress = Schemas['ExerciseProgress'];
export type CheckIn = Schemas['CheckInView'];
export type PracticeReport = Schemas['PracticesRequest'];
export type Intake = Schemas['ProposeProgrammeRequest'];
export type IntakeAnswer = Schemas['ProposeProgrammeResponse'];
export type StandingRedFlags = Schemas['Standing'];
export type AchePlace = NonNullable<Intake['where']>[number];
export type RedFlag = IntakeAnswer['redFlags'][number];
export type MyProgramme = Schemas['MyProgrammeChoice'];

export type CuePage = Schemas['CuePage'];
export type OwnAttendance = Schemas['OwnAttendance'];
export type MyClass = Schemas['MyClass'];
export type MyClasses = Schemas['ListMyClassesResponse'];
export type ClassSummary = Schemas['Summary'];
export type SummaryStep = Schemas['StepDone'];
export type OwnMirror = NonNullable<ClassSummary['mirror']>;
export type ClassReport = Schemas['Report'];
export type SharingMember = ClassReport['mirror'][number];
export type MirrorAudit = Schemas['ReadMirrorAuditResponse'];
export type MirrorAuditEntry = MirrorAudit['entries'][number];
export type SessionLevels = Schemas['Levels'];
export type NoteHistory = Schemas['MemberNotes'];
export type HistoryNote = Schemas['PastNote'];
export type NoteTemplates = Schemas['TemplateList'];

export type StreamState = Schemas['StreamView'];
export type Rendition = Schemas['RenditionView'];
export type RecordingState = StreamState['recording'];
export type RecordingRow = Schemas['RecordingView'];
export type MediaAccess = Schemas['GrantAccessResponse'];
export type StreamKey = Schemas['CreateKeyResponse'];
export type StreamKeyRow = Schemas['KeyView'];
export type ViewerHealth = Schemas['ReportHealthRequest'];

export type Streak = Schemas['ShowStreakResponse'];
export type SessionDay = Schemas['ShowSessionDayResponse'];
export type StreakCalendar = Schemas['ShowCalendarResponse'];
export type DayState = Schemas['CalendarDay']['state'];
export type Ledger = Schemas['ListLedgerResponse'];
export type LedgerEntry = Schemas['Entry'];
export type Leaderboard = Schemas['ShowLeaderboardResponse'];
export type BoardRow = Schemas['ShowLeaderboardRow'];
export type Board = Schemas['BoardView'];
export type Friends = Schemas['ListFriendsResponse'];
export type Friendship = Schemas['AddFriendResponse'];
export type ConnectionFault = Schemas['ConnectionFault'];
export type ConnectionAnswer = Schemas['Answer'];
