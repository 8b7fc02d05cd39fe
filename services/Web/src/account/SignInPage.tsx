import { type FormEvent, useState } from 'react';
import { Link, Navigate, useSearchParams } from 'react-router';
import { accounts } from '../api/endpoints';
import { patiently } from '../api/http';
import { useAction } from '../api/useAction';
import { Button, ErrorNote } from '../design/primitives';
import { InputField } from '../design/forms';
import { wayBack } from '../auth/wayBack';
import { Welcome } from './Welcome';
import { useAccount } from '../auth/auth';

export function SignInPage() {
  const { profile, set } = useAccount();
  const [search] = useSearchParams();
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const { busy, problem, run } = useAction();
  const next = wayBack(search.get('next'));

  if (profile) return <Navigate to={next} replace />;

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    await run(async () => {
      set(await patiently(() => accounts.signIn(email.trim(), password)));
    });
  };

  return (
    <Welcome title="Sign in">
      <form className="stack" onSubmit={submit} data-testid="sign-in-form">
        {problem && <ErrorNote problem={problem} />}
        <InputField
          label="Email"
          wrong={problem?.errors.email}
          type="email"
          autoComplete="username"
          required
          data-testid="email"
          value={email}
          onChange={setEmail}
        />
        <InputField
          label="Password"
          wrong={problem?.errors.password}
          type="password"
          autoComplete="current-password"
          required
          data-testid="password"
          value={password}
          onChange={setPassword}
        />
        <Button type="submit" variant="primary" wide busy={busy} data-testid="sign-in-submit">
          Sign in
        </Button>
        <p>
          New here? <Link to={`/sign-up?next=${encodeURIComponent(next)}`}>Create account</Link>
        </p>
      </form>
    </Welcome>
  );
}
