import { useState } from 'react';
import { Link } from 'react-router';
import { community } from '../api/endpoints';
import { type ApiProblem, asProblem } from '../api/http';
import type { Person } from '../api/types';
import { useLoad } from '../api/useLoad';
import { Avatar, Button, ErrorNote, Load, PageHead, PersonName } from '../design/primitives';
import './boards.css';

interface GroupProps {
  title: string;
  people: Person[];
  empty?: string;
  action: string;
  act: (person: Person) => Promise<unknown>;
  variant?: 'primary' | 'ghost';
  changed: () => void;
}

function Group({ title, people, empty, action, act, variant = 'ghost', changed }: GroupProps) {
  const [busy, setBusy] = useState<string>();
  const [problem, setProblem] = useState<ApiProblem>();
  if (people.length === 0 && !empty) return null;
  const run = async (person: Person) => {
    setBusy(person.memberId);
    setProblem(undefined);
    try {
      await act(person);
      changed();
    } catch (error) {
      setProblem(asProblem(error));
    }
    setBusy(undefined);
  };
  return (
    <section className="stack-s" aria-label={title}>
      <h2>{title}</h2>
      {problem && <ErrorNote problem={problem} />}
      {people.length === 0 ? (
        <p className="empty card">{empty}</p>
      ) : (
        <ul className="board card">
          {people.map((person) => (
            <li key={person.memberId}>
              <Avatar name={person.displayName} />
              <span className="grow board-name">
                <PersonName>{person.displayName}</PersonName>
              </span>
              <Button
                compact
                variant={variant}
                busy={busy === person.memberId}
                aria-label={`${action}: ${person.displayName}`}
                onClick={() => run(person)}
              >
                {action}
              </Button>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

export function FriendsPage() {
  const friends = useLoad('friends', community.friends);
  const remove = (person: Person) => community.removeFriend(person.memberId);
  const add = (person: Person) => community.addFriend(person.memberId);
  return (
    <>
      <PageHead
        title="Friends"
        actions={
          <Link className="button outline" to="/boards">
            Leaderboards
          </Link>
        }
      >
        Add people you practise with. You’ll see them in big classes.
      </PageHead>
      <Load of={friends} label="Loading your friends">
        {(data) => (
          <div className="stack-l">
            <Group
              title="They’d like to be friends"
              people={data.askedBy}
              action="Accept"
              variant="primary"
              act={add}
              changed={friends.reload}
            />
            <Group
              title="Friends"
              people={data.friends}
              empty="No friends yet. Add someone from a leaderboard."
              action="Remove"
              act={remove}
              changed={friends.reload}
            />
            <Group
              title="Waiting for their answer"
              people={data.asked}
              action="Cancel request"
              act={remove}
              changed={friends.reload}
            />
          </div>
        )}
      </Load>
    </>
  );
}
