import { type ReactNode, useEffect } from 'react';
import { BrowserRouter, Link, NavLink, Outlet, Route, Routes, useLocation } from 'react-router';
import { AccountProvider, hasRole, SignedIn, useAccount } from './auth/auth';
import { SignInPage } from './account/SignInPage';
import { SignUpPage } from './account/SignUpPage';
import { Icon, type IconName } from './design/icons';
import { lazyPage } from './design/lazyPage';
import { PageBoundary } from './design/PageBoundary';
import { PageHead, PersonName } from './design/primitives';
import { ThemeToggle } from './design/theme';
import { useContact } from './info/contact';
import { TimetablePage } from './timetable/TimetablePage';

// The first page is small: the others come when they are opened.
const BoardsPage = lazyPage(() => import('./boards/BoardsPage'), 'BoardsPage');
const ClockPage = lazyPage(() => import('./broadcast/ClockPage'), 'ClockPage');
const ConsolePage = lazyPage(() => import('./console/ConsolePage'), 'ConsolePage');
const ExercisePage = lazyPage(() => import('./library/ExercisePage'), 'ExercisePage');
const FriendsPage = lazyPage(() => import('./boards/FriendsPage'), 'FriendsPage');
const HelpPage = lazyPage(() => import('./info/InfoPages'), 'HelpPage');
const LibraryPage = lazyPage(() => import('./library/LibraryPage'), 'LibraryPage');
const MembersPage = lazyPage(() => import('./account/MembersPage'), 'MembersPage');
const MirrorAuditPage = lazyPage(() => import('./report/MirrorAuditPage'), 'MirrorAuditPage');
const MirrorPage = lazyPage(() => import('./info/MirrorPage'), 'MirrorPage');
const MyClassesPage = lazyPage(() => import('./mine/MyClassesPage'), 'MyClassesPage');
const PlanPage = lazyPage(() => import('./plan/PlanPage'), 'PlanPage');
const PracticePage = lazyPage(() => import('./practice/PracticePage'), 'PracticePage');
const PrivacyPage = lazyPage(() => import('./info/InfoPages'), 'PrivacyPage');
const ProfilePage = lazyPage(() => import('./account/ProfilePage'), 'ProfilePage');
const ProgrammePage = lazyPage(() => import('./library/ProgrammePage'), 'ProgrammePage');
const ProgressPage = lazyPage(() => import('./progress/ProgressPage'), 'ProgressPage');
const RecordingsPage = lazyPage(() => import('./replay/RecordingsPage'), 'RecordingsPage');
const RehearsalPage = lazyPage(() => import('./practice/RehearsalPage'), 'RehearsalPage');
const ReplayPage = lazyPage(() => import('./replay/ReplayPage'), 'ReplayPage');
const ReportPage = lazyPage(() => import('./report/ReportPage'), 'ReportPage');
const RoomPage = lazyPage(() => import('./room/RoomPage'), 'RoomPage');
const RunSheetPage = lazyPage(() => import('./runsheet/RunSheetPage'), 'RunSheetPage');
const SessionPage = lazyPage(() => import('./timetable/SessionPage'), 'SessionPage');
const StreakPage = lazyPage(() => import('./streak/StreakPage'), 'StreakPage');
const SummaryPage = lazyPage(() => import('./room/SummaryPage'), 'SummaryPage');
const TermsPage = lazyPage(() => import('./info/InfoPages'), 'TermsPage');
const WelcomePage = lazyPage(() => import('./welcome/WelcomePage'), 'WelcomePage');

/** `short` is for the bar at the bottom of a phone. */
const tabs: { to: string; name: string; short?: string; icon: IconName; end?: boolean }[] = [
  { to: '/', name: 'Classes', icon: 'calendar', end: true },
  { to: '/my-classes', name: 'My classes', short: 'Mine', icon: 'ticket' },
  { to: '/progress', name: 'Progress', icon: 'rise' },
  { to: '/streak', name: 'Streak', icon: 'flame' },
  { to: '/boards', name: 'Leaderboard', short: 'Ranking', icon: 'podium' },
  { to: '/library', name: 'Library', icon: 'book' },
  { to: '/profile', name: 'You', icon: 'person' },
];

let opened = false;

/**
 * A new page starts at its top, and a keyboard or screen reader goes on in its content; also when
 * it comes from a room, which has a frame of its own.
 */
function useFreshPage() {
  const { pathname } = useLocation();
  useEffect(() => {
    window.scrollTo(0, 0);
    if (opened) document.getElementById('main')?.focus({ preventScroll: true });
    opened = true;
  }, [pathname]);
}

function Shell() {
  const { profile } = useAccount();
  useFreshPage();
  // Who is signed in is about to go to a class.
  useEffect(() => {
    if (profile) RoomPage.preload();
  }, [profile]);
  return (
    <div className="shell">
      <a className="skip-link" href="#main">
        Skip to the content
      </a>
      <header className="topbar">
        <div>
          <Link to="/" className="brand">
            <img src="/favicon.svg" alt="" width="30" height="30" /> <span>UpperBack</span>
          </Link>
          {profile && (
            <nav className="topnav" aria-label="Main">
              {tabs.slice(0, 6).map((tab) => (
                <NavLink key={tab.to} to={tab.to} end={tab.end}>
                  {tab.name}
                </NavLink>
              ))}
              {hasRole(profile, 'instructor') && <NavLink to="/plan">Plan</NavLink>}
              {hasRole(profile, 'admin') && <NavLink to="/members">Members</NavLink>}
            </nav>
          )}
          <div className="usermenu">
            <ThemeToggle />
            {profile && (
              <NavLink to="/profile" className="name" aria-label={`You, ${profile.displayName}`}>
                <Icon name="person" />
                <PersonName line>{profile.displayName}</PersonName>
              </NavLink>
            )}
            {profile === null && <NavLink to="/sign-in">Sign in</NavLink>}
          </div>
        </div>
      </header>
      <main id="main" tabIndex={-1} className="page">
        <PageBoundary>
          <Outlet />
        </PageBoundary>
      </main>
      <Footer />
      {profile && (
        <nav className="tabbar" aria-label="Main, bottom">
          {tabs.map((tab) => (
            <NavLink key={tab.to} to={tab.to} end={tab.end}>
              <Icon name={tab.icon} />
              {tab.short ?? tab.name}
            </NavLink>
          ))}
        </nav>
      )}
    </div>
  );
}

function Footer() {
  const contact = useContact();
  return (
    <footer className="footer">
      <div>
        <span className="grow">UpperBack is a wellness practice and promises no cure.</span>
        <Link to="/help">Help</Link>
        <Link to="/privacy">Privacy</Link>
        <Link to="/terms">Terms</Link>
        {contact && (
          <a href={contact.link} data-testid="footer-contact">
            Contact
          </a>
        )}
      </div>
    </footer>
  );
}

/**
 * The way of all pages; each page has a boundary of its own, and the frame around them has this
 * one.
 */
function Pages({ children }: { children: ReactNode }) {
  return (
    <BrowserRouter>
      <PageBoundary>{children}</PageBoundary>
    </BrowserRouter>
  );
}

function Members() {
  return (
    <SignedIn>
      <Outlet />
    </SignedIn>
  );
}

function NotFound() {
  return (
    <div className="empty">
      <PageHead title="We can’t find this page" />
      <p>The link may be old or mistyped.</p>
      <Link className="button primary" to="/">
        Go to the timetable
      </Link>
    </div>
  );
}

export function App() {
  return (
    <AccountProvider>
      <Pages>
        <Routes>
          <Route element={<Members />}>
            <Route path="/sessions/:id/room" element={<RoomPage />} />
            <Route path="/sessions/:id/console" element={<ConsolePage />} />
            <Route path="/sessions/:id/replay" element={<ReplayPage />} />
            <Route path="/sessions/:id/clock" element={<ClockPage />} />
            <Route path="/sessions/:id/rehearse" element={<RehearsalPage />} />
            <Route path="/practice/:programme/:week" element={<PracticePage />} />
          </Route>
          <Route element={<Shell />}>
            <Route path="/sign-in" element={<SignInPage />} />
            <Route path="/sign-up" element={<SignUpPage />} />
            <Route path="/help" element={<HelpPage />} />
            <Route path="/privacy" element={<PrivacyPage />} />
            <Route path="/terms" element={<TermsPage />} />
            <Route path="/mirror" element={<MirrorPage />} />
            <Route element={<Members />}>
              <Route index element={<TimetablePage />} />
              <Route path="/sessions/:id" element={<SessionPage />} />
              <Route path="/sessions/:id/run-sheet" element={<RunSheetPage />} />
              <Route path="/sessions/:id/report" element={<ReportPage />} />
              <Route path="/sessions/:id/mirror-audit" element={<MirrorAuditPage />} />
              <Route path="/sessions/:id/summary" element={<SummaryPage />} />
              <Route path="/my-classes" element={<MyClassesPage />} />
              <Route path="/progress" element={<ProgressPage />} />
              <Route path="/welcome" element={<WelcomePage />} />
              <Route path="/streak" element={<StreakPage />} />
              <Route path="/boards" element={<BoardsPage />} />
              <Route path="/friends" element={<FriendsPage />} />
              <Route path="/library" element={<LibraryPage />} />
              <Route path="/library/exercises/:slug" element={<ExercisePage />} />
              <Route path="/library/programmes/:slug" element={<ProgrammePage />} />
              <Route path="/profile" element={<ProfilePage />} />
              <Route path="/plan" element={<PlanPage />} />
              <Route path="/recordings" element={<RecordingsPage />} />
              <Route path="/members" element={<MembersPage />} />
            </Route>
            <Route path="*" element={<NotFound />} />
          </Route>
        </Routes>
      </Pages>
    </AccountProvider>
  );
}
