import { type KeyboardEvent, useEffect, useId, useState } from 'react';
import { scheduling } from '../api/endpoints';
import type { Person } from '../api/types';
import { useLoad } from '../api/useLoad';
import { Button, ErrorNote } from '../design/primitives';
import { limits } from '../contract/limits';
import { inputLimits } from '../lib/inputLimits';

interface Props {
  label: string;
  leaderRole: 'instructor' | 'coach';
  /** Who cannot be chosen (again). */
  without: string[];
  onPick: (person: Person) => void;
  testId: string;
}

const waitMs = 250;

/** The search is a part of a larger form, which Enter must not send. */
const keepForm = (event: KeyboardEvent) => event.key === 'Enter' && event.preventDefault();

/** Looks somebody up by a part of their name, among those who have the role. */
export function PersonSearch({ label, leaderRole: role, without, onPick, testId }: Props) {
  const id = useId();
  const [text, setText] = useState('');
  const [asked, setAsked] = useState({ search: '', page: 1 });
  useEffect(() => {
    const timer = setTimeout(() => setAsked({ search: text.trim(), page: 1 }), waitMs);
    return () => clearTimeout(timer);
  }, [text]);
  const found = useLoad(`${role}:${asked.search}:${asked.page}`, (signal) =>
    scheduling.leaders(role, asked.search, asked.page, signal),
  );
  const people = found.data?.members.filter((person) => !without.includes(person.memberId)) ?? [];
  return (
    <div className="field person-search">
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        className="input"
        type="search"
        autoComplete="off"
        {...inputLimits(limits['GET /api/scheduling/leaders'].search)}
        placeholder="Search by name"
        value={text}
        data-testid={testId}
        onKeyDown={keepForm}
        onChange={(event) => setText(event.target.value)}
      />
      {found.problem && <ErrorNote problem={found.problem} onRetry={found.reload} />}
      <ul className="persons" aria-label={label}>
        {people.map((person) => (
          <li key={person.memberId}>
            <Button
              compact
              variant="outline"
              data-testid={`pick-${person.memberId}`}
              onClick={() => onPick(person)}
            >
              {person.displayName}
            </Button>
          </li>
        ))}
      </ul>
      <p role="status" className="hint">
        {found.data &&
          people.length === 0 &&
          `Nobody found. An administrator can give people the role ${role}.`}
      </p>
      {found.data && (found.data.hasMore || asked.page > 1) && (
        <div className="row">
          {asked.page > 1 && (
            <Button
              compact
              variant="ghost"
              onClick={() => setAsked({ ...asked, page: asked.page - 1 })}
            >
              Previous names
            </Button>
          )}
          {found.data.hasMore && (
            <Button
              compact
              variant="ghost"
              onClick={() => setAsked({ ...asked, page: asked.page + 1 })}
            >
              More names
            </Button>
          )}
        </div>
      )}
    </div>
  );
}
