import { useState } from 'react';
import { accounts } from '../api/endpoints';
import { type ApiProblem, asProblem } from '../api/http';
import type { MemberRow, Role } from '../api/types';
import { useLoad } from '../api/useLoad';
import { Pager } from '../design/Pager';
import { Button, ErrorNote, Load, PageHead, PersonName } from '../design/primitives';
import { InputField } from '../design/forms';
import { plural } from '../design/time';
import { hasRole, useProfile } from '../auth/auth';
import './account.css';

const grantable: Role[] = ['coach', 'instructor', 'admin'];

function Member({ member, onSaved }: { member: MemberRow; onSaved: () => void }) {
  const [roles, setRoles] = useState<Role[]>(member.roles);
  const [state, setState] = useState<'idle' | 'busy' | 'saved'>('idle');
  const [problem, setProblem] = useState<ApiProblem>();
  const changed = grantable.some((role) => roles.includes(role) !== member.roles.includes(role));

  const save = async () => {
    setState('busy');
    setProblem(undefined);
    try {
      await accounts.setRoles(member.memberId, [...new Set<Role>(['member', ...roles])]);
      setState('saved');
      onSaved();
    } catch (error) {
      setProblem(asProblem(error));
      setState('idle');
    }
  };

  return (
    <li className="card member">
      <div className="who">
        <strong>
          <PersonName>{member.displayName}</PersonName>
        </strong>
        <br />
        <span className="muted small">{member.email}</span>
      </div>
      <fieldset className="roles" style={{ border: 0, margin: 0, padding: 0 }}>
        <legend className="visually-hidden">Roles of {member.displayName}</legend>
        {grantable.map((role) => (
          <label key={role}>
            <input
              type="checkbox"
              checked={roles.includes(role)}
              onChange={(event) => {
                setState('idle');
                setRoles(
                  event.target.checked ? [...roles, role] : roles.filter((other) => other !== role),
                );
              }}
            />
            {role}
          </label>
        ))}
      </fieldset>
      <Button
        compact
        variant={changed ? 'primary' : 'outline'}
        disabled={!changed}
        busy={state === 'busy'}
        onClick={save}
      >
        {state === 'saved' && !changed ? 'Saved' : 'Save roles'}
      </Button>
      {problem && <ErrorNote problem={problem} onRetry={save} />}
    </li>
  );
}

export function MembersPage() {
  return hasRole(useProfile(), 'admin') ? (
    <Members />
  ) : (
    <>
      <PageHead title="Members and roles" />
      <div className="notice">Only administrators can see this page.</div>
    </>
  );
}

function Members() {
  const [search, setSearch] = useState('');
  const [asked, setAsked] = useState('');
  const [page, setPage] = useState(1);
  const members = useLoad(`${asked}#${page}`, (signal) => accounts.members(asked, page, signal));
  const show = (message: string) => {
    setSearch(message);
    setAsked(message);
    setPage(1);
  };
  return (
    <>
      <PageHead title="Members and roles">
        Instructors plan and lead classes, coaches send notes in the classes they are asked to,
        administrators give people these roles.
      </PageHead>
      <form
        className="row"
        role="search"
        style={{ marginBottom: '1rem', alignItems: 'end' }}
        onSubmit={(event) => {
          event.preventDefault();
          show(search.trim());
        }}
      >
        <div className="grow">
          <InputField label="Name or email" type="search" value={search} onChange={setSearch} />
        </div>
        <Button type="submit">Search</Button>
      </form>
      <Load of={members} label="Loading members" lines={5}>
        {(data) => (
          <div className="stack">
            <p className="muted" role="status">
              {data.total === 0
                ? `Nobody here has “${asked}” in their name or email.`
                : plural(data.total, 'member')}
            </p>
            {data.total === 0 && (
              <div className="row">
                <Button variant="outline" onClick={() => show('')}>
                  Show everyone
                </Button>
              </div>
            )}
            <ul className="members">
              {data.members.map((member) => (
                <Member
                  key={`${member.memberId}:${member.roles.join()}`}
                  member={member}
                  onSaved={members.reload}
                />
              ))}
            </ul>
            {(page > 1 || data.members.length < data.total) && (
              <Pager
                page={page}
                onPage={setPage}
                backLabel="Previous"
                nextLabel="Next"
                isLast={data.members.length === 0}
              />
            )}
          </div>
        )}
      </Load>
      <p className="muted small developer-links">
        For developers: <a href="/docs/api">programming interface</a>,{' '}
        <a href="/docs/hub">live room</a>
      </p>
    </>
  );
}
