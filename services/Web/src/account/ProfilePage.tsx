import { type FormEvent, useState } from 'react';
import { Link } from 'react-router';
import { accounts } from '../api/endpoints';
import { type ApiProblem, asProblem } from '../api/http';
import { Icon } from '../design/icons';
import { Button, PageHead } from '../design/primitives';
import { InputField, Switch } from '../design/forms';
import { LanguageSwitch } from '../language/LanguageSwitch';
import { hasRole, useAccount, useProfile } from '../auth/auth';
import { tellOtherTabs } from '../auth/otherTabs';
import { FormProblem } from './FormProblem';
import { RedFlags } from './SafetyNote';
import { ZoneField } from './ZoneField';
import './account.css';
import { limits } from '../contract/limits';
import { inputLimits } from '../lib/inputLimits';

export function ProfilePage() {
  const profile = useProfile();
  const { set } = useAccount();
  const [form, setForm] = useState({
    displayName: profile.displayName,
    timeZone: profile.timeZone,
    onBoards: profile.onBoards,
  });
  const [busy, setBusy] = useState<'save' | 'out'>();
  const [saved, setSaved] = useState(false);
  const [problem, setProblem] = useState<ApiProblem>();
  const change = (part: Partial<typeof form>) => {
    setSaved(false);
    setForm((old) => ({ ...old, ...part }));
  };

  const save = async (event: FormEvent) => {
    event.preventDefault();
    setBusy('save');
    setProblem(undefined);
    try {
      set(await accounts.save({ ...form, displayName: form.displayName.trim() }));
      setSaved(true);
    } catch (error) {
      setProblem(asProblem(error));
    }
    setBusy(undefined);
  };

  const signOut = async () => {
    setBusy('out');
    try {
      await accounts.signOut();
      tellOtherTabs();
      set(null);
    } catch (error) {
      setProblem(asProblem(error));
      setBusy(undefined);
    }
  };

  return (
    <>
      <PageHead title="You">{profile.email}</PageHead>
      <div className="columns">
        <form className="card roomy stack" onSubmit={save} data-testid="profile-form">
          <h2>Profile</h2>
          <FormProblem problem={problem} form={form} />
          <InputField
            label="Name in class"
            hint="What the instructor and the others see."
            wrong={problem?.errors.displayName}
            required
            {...inputLimits(limits.ChangeProfileRequest.displayName)}
            value={form.displayName}
            onChange={(displayName) => change({ displayName })}
          />
          <ZoneField
            label="Time zone"
            hint="Classes are shown, and your streak is counted, in this zone."
            wrong={problem?.errors.timeZone}
            value={form.timeZone}
            onChange={(timeZone) => change({ timeZone })}
          />
          <Switch checked={form.onBoards} onChange={(onBoards) => change({ onBoards })}>
            Show me on the leaderboards
          </Switch>
          <div className="row">
            <Button type="submit" variant="primary" busy={busy === 'save'}>
              Save
            </Button>
            <span role="status">{saved && 'Saved.'}</span>
          </div>
        </form>
        <div className="stack">
          <nav className="profile-links" aria-label="More">
            <Link to="/progress">
              My progress <Icon name="arrow" />
            </Link>
            <Link to="/welcome?next=/progress">
              Find a programme that fits <Icon name="arrow" />
            </Link>
            <Link to="/friends">
              Friends <Icon name="arrow" />
            </Link>
            {hasRole(profile, 'instructor') && (
              <Link to="/plan">
                Plan a class <Icon name="arrow" />
              </Link>
            )}
            {hasRole(profile, 'admin') && (
              <Link to="/members">
                Members and roles <Icon name="arrow" />
              </Link>
            )}
          </nav>
          <section className="card stack-s" aria-labelledby="language-title">
            <h2 id="language-title">Language of the exercises</h2>
            <LanguageSwitch />
            <p className="muted small">
              Names, instructions and corrections on this device. Everything else is in English.
            </p>
          </section>
          <section className="card stack-s" aria-labelledby="safe">
            <h2 id="safe">Practise safely</h2>
            <RedFlags />
          </section>
          <Button variant="outline" busy={busy === 'out'} onClick={signOut} data-testid="sign-out">
            <Icon name="exit" /> Sign out
          </Button>
        </div>
      </div>
    </>
  );
}
