import {
  createContext,
  type ReactNode,
  useCallback,
  useContext,
  useEffect,
  useMemo,
  useState,
} from 'react';
import { Navigate, useLocation } from 'react-router';
import { accounts } from '../api/endpoints';
import { type ApiProblem, asProblem, onSignedOut } from '../api/http';
import { readSettings } from '../api/settings';
import type { Profile, Role } from '../api/types';
import { ErrorNote, Waiting } from '../design/primitives';
import { onSignedOutElsewhere } from './otherTabs';

interface Account {
  /** Undefined while it is being found out. */
  profile: Profile | null | undefined;
  problem: ApiProblem | undefined;
  /** False until what pages go by is known, or cannot be. */
  ready: boolean;
  set: (profile: Profile | null) => void;
  retry: () => void;
}

const Context = createContext<Account>({
  profile: undefined,
  problem: undefined,
  ready: false,
  set: () => undefined,
  retry: () => undefined,
});

const settingsRetryMs = 15_000;

export function AccountProvider({ children }: { children: ReactNode }) {
  const [profile, setProfile] = useState<Profile | null>();
  const [ready, setReady] = useState(false);
  const [problem, setProblem] = useState<ApiProblem>();
  const [round, setRound] = useState(0);

  useEffect(() => {
    const abort = new AbortController();
    accounts.session(abort.signal).then(
      // Whoever signed in meanwhile stays signed in.
      (found) => setProfile((known) => (known === undefined ? found : known)),
      (error: unknown) => {
        if (!abort.signal.aborted) setProblem(asProblem(error));
      },
    );
    return () => abort.abort();
  }, [round]);

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let left = false;
    const read = async () => {
      try {
        await readSettings();
      } catch {
        if (!left) timer = setTimeout(() => void read(), settingsRetryMs);
      }
      if (!left) setReady(true);
    };
    void read();
    return () => {
      left = true;
      clearTimeout(timer);
    };
  }, []);

  const set = useCallback((next: Profile | null) => {
    setProblem(undefined);
    setProfile(next);
  }, []);
  useEffect(() => onSignedOut(() => set(null)), [set]);
  useEffect(() => onSignedOutElsewhere(() => set(null)), [set]);
  const retry = useCallback(() => {
    setProblem(undefined);
    setRound((value) => value + 1);
  }, []);
  const value = useMemo(
    () => ({ profile, problem, ready, set, retry }),
    [profile, problem, ready, set, retry],
  );
  return <Context.Provider value={value}>{children}</Context.Provider>;
}

export const useAccount = () => useContext(Context);

/** The signed-in member; only below {@link SignedIn}. */
export function useProfile(): Profile {
  const { profile } = useAccount();
  if (!profile) throw new Error('useProfile is for pages behind SignedIn.');
  return profile;
}

export function hasRole(profile: Profile | null | undefined, ...roles: Role[]): boolean {
  return (
    profile != null &&
    (profile.roles.includes('admin') || roles.some((role) => profile.roles.includes(role)))
  );
}

/** Lets only signed-in members through, and brings the others back here after signing in. */
export function SignedIn({ children }: { children: ReactNode }) {
  const { profile, problem, ready, retry } = useAccount();
  const location = useLocation();
  if (problem)
    return (
      <div className="page">
        <ErrorNote problem={problem} onRetry={retry} />
      </div>
    );
  if (profile === undefined || (profile && !ready))
    return (
      <div className="page">
        <Waiting>Opening UpperBack…</Waiting>
      </div>
    );
  if (profile === null)
    return (
      <Navigate
        to={`/sign-in?next=${encodeURIComponent(location.pathname + location.search)}`}
        replace
      />
    );
  return children;
}
