import { useState } from 'react';
import type { Person } from '../api/types';
import { Button } from '../design/primitives';
import { PersonSearch } from './PersonSearch';
import './plan.css';

export interface Leaders {
  instructor: Person;
  coaches: Person[];
}

export const leaderIds = ({ instructor, coaches }: Leaders) => ({
  instructorId: instructor.memberId,
  coachIds: coaches.map((coach) => coach.memberId),
});

interface Props {
  value: Leaders;
  onChange: (value: Leaders) => void;
  wrong: Record<string, string[]>;
}

/** Who leads a class and who coaches beside them. */
export function LeaderFields({ value, onChange, wrong }: Props) {
  const [search, setSearch] = useState<'instructor' | 'coach'>();
  const { instructor, coaches } = value;
  const pick = (part: Partial<Leaders>) => {
    onChange({ ...value, ...part });
    setSearch(undefined);
  };
  const said = (field: string) =>
    wrong[field] && (
      <span className="wrong" role="alert">
        {wrong[field].join(' ')}
      </span>
    );
  return (
    <div className="leaders stack-s" data-testid="leaders">
      <div className="field">
        <span className="label">Instructor</span>
        <div className="row">
          <span
            className="person"
            data-testid="leader-instructor"
            data-member={instructor.memberId}
          >
            {instructor.displayName}
          </span>
          <Button
            compact
            variant="ghost"
            data-testid="change-instructor"
            aria-expanded={search === 'instructor'}
            onClick={() => setSearch(search === 'instructor' ? undefined : 'instructor')}
          >
            Change instructor
          </Button>
        </div>
        {said('instructorId')}
      </div>
      {search === 'instructor' && (
        <PersonSearch
          label="Choose an instructor"
          leaderRole="instructor"
          without={[instructor.memberId]}
          testId="search-instructor"
          onPick={(person) =>
            pick({
              instructor: person,
              coaches: coaches.filter((coach) => coach.memberId !== person.memberId),
            })
          }
        />
      )}
      <div className="field">
        <span className="label">Coaches</span>
        <ul className="persons">
          {coaches.map((coach) => (
            <li key={coach.memberId} className="person" data-testid={`coach-${coach.memberId}`}>
              {coach.displayName}
              <button
                type="button"
                className="person-out"
                aria-label={`Remove ${coach.displayName}`}
                onClick={() => pick({ coaches: coaches.filter((one) => one !== coach) })}
              >
                ✕
              </button>
            </li>
          ))}
          {coaches.length === 0 && <li className="muted">Nobody yet</li>}
        </ul>
        <div className="row">
          <Button
            compact
            variant="ghost"
            data-testid="add-coach"
            aria-expanded={search === 'coach'}
            onClick={() => setSearch(search === 'coach' ? undefined : 'coach')}
          >
            Add a coach
          </Button>
        </div>
        {said('coachIds')}
      </div>
      {search === 'coach' && (
        <PersonSearch
          label="Choose a coach"
          leaderRole="coach"
          without={[instructor.memberId, ...coaches.map((coach) => coach.memberId)]}
          testId="search-coach"
          onPick={(person) => pick({ coaches: [...coaches, person] })}
        />
      )}
    </div>
  );
}
