import { type FormEvent, useState } from 'react';
import { Link, Navigate, useSearchParams } from 'react-router';
import { accounts } from '../api/endpoints';
import { patiently } from '../api/http';
import { useAction } from '../api/useAction';
import { Button } from '../design/primitives';
import { InputField } from '../design/forms';
import { ownZone } from '../design/time';
import { useAccount } from '../auth/auth';
import { wayBack } from '../auth/wayBack';
import { FormProblem } from './FormProblem';
import { Welcome } from './Welcome';
import { ZoneField } from './ZoneField';
import { limits } from '../contract/limits';
import { inputLimits } from '../lib/inputLimits';

const shortest = limits.SignUpRequest.password.minLength;

export function SignUpPage() {
  const { profile, set } = useAccount();
  const [search] = useSearchParams();
  const [form, setForm] = useState({
    email: '',
    password: '',
    displayName: '',
    timeZone: ownZone(),
  });
  const { busy, problem, run } = useAction();
  const next = wayBack(search.get('next'));
  const change = (part: Partial<typeof form>) => setForm((old) => ({ ...old, ...part }));

  if (profile) return <Navigate to={next} replace />;

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    await run(async () => {
      const body = { ...form, email: form.email.trim(), displayName: form.displayName.trim() };
      await patiently(() => accounts.signUp(body));
      set(await patiently(() => accounts.signIn(body.email, body.password)));
    });
  };

  const missing = shortest - form.password.length;
  return (
    <Welcome title="Create account">
      <form className="stack" onSubmit={submit} data-testid="sign-up-form">
        <FormProblem problem={problem} form={form} />
        <InputField
          label="Name in class"
          hint="What the instructor and the others see."
          wrong={problem?.errors.displayName}
          autoComplete="nickname"
          required
          {...inputLimits(limits.SignUpRequest.displayName)}
          data-testid="display-name"
          value={form.displayName}
          onChange={(displayName) => change({ displayName })}
        />
        <InputField
          label="Email"
          hint="To sign in. Nobody in class sees it."
          wrong={problem?.errors.email}
          type="email"
          autoComplete="username"
          required
          {...inputLimits(limits.SignUpRequest.email)}
          data-testid="email"
          value={form.email}
          onChange={(email) => change({ email })}
        />
        <InputField
          label="Password"
          hint={
            missing > 0
              ? `At least ${shortest} characters; a short sentence is easy to ` +
                `remember.${form.password ? ` ${missing} to go.` : ''}`
              : 'That’s long enough.'
          }
          wrong={problem?.errors.password}
          type="password"
          autoComplete="new-password"
          required
          minLength={shortest}
          {...inputLimits(limits.SignUpRequest.password)}
          data-testid="password"
          value={form.password}
          onChange={(password) => change({ password })}
        />
        <ZoneField
          label="Time zone"
          hint={
            'Classes are shown, and your streak is counted, in this zone. You can change it ' +
            'later.'
          }
          wrong={problem?.errors.timeZone}
          value={form.timeZone}
          onChange={(timeZone) => change({ timeZone })}
        />
        <Button type="submit" variant="primary" wide busy={busy} data-testid="sign-up-submit">
          Create account
        </Button>
        <p className="muted small">
          By creating an account you agree to the <Link to="/terms">terms</Link>.{' '}
          <Link to="/privacy">Privacy</Link> says what is stored.
        </p>
        <p>
          Already a member? <Link to={`/sign-in?next=${encodeURIComponent(next)}`}>Sign in</Link>
        </p>
      </form>
    </Welcome>
  );
}
