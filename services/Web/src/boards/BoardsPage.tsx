import { useState } from 'react';
import { Link } from 'react-router';
import { accounts, community } from '../api/endpoints';
import { type ApiProblem, asProblem } from '../api/http';
import type { Board, BoardRow, Leaderboard } from '../api/types';
import { useLoad } from '../api/useLoad';
import { useAccount, useProfile } from '../auth/auth';
import { Avatar, Button, ErrorNote, Load, PageHead, PersonName } from '../design/primitives';
import { Switch } from '../design/forms';
import { plural } from '../design/time';
import './boards.css';

const shown = 25;

export function BoardsPage() {
  const boards = useLoad('boards', (signal) => community.boards(signal));
  const [chosen, choose] = useState<Board>();
  const board = chosen ?? boards.data?.[0];
  return (
    <>
      <PageHead
        title="Leaderboards"
        actions={
          <Link className="button outline" to="/friends">
            Friends
          </Link>
        }
      >
        {board?.description ?? '\u00a0'}
      </PageHead>
      {!board && <OptIn onBoard={undefined} changed={boards.reload} />}
      <Load of={boards} label="Loading the leaderboards" lines={6}>
        {(all) => board && <BoardView all={all} board={board} choose={choose} />}
      </Load>
    </>
  );
}

function BoardView({
  all,
  board,
  choose,
}: {
  all: Board[];
  board: Board;
  choose: (board: Board) => void;
}) {
  const [view, setView] = useState<'top' | 'around-me'>('top');
  const loaded = useLoad(`${board.board}:${view}`, (signal) =>
    community.board(board.board, view, shown, signal),
  );
  return (
    <>
      <div className="row board-controls">
        <div className="tabs" role="group" aria-label="Leaderboard">
          {all.map((one) => (
            <button
              key={one.board}
              type="button"
              aria-pressed={board.board === one.board}
              onClick={() => choose(one)}
            >
              {one.title}
            </button>
          ))}
        </div>
        <div className="tabs" role="group" aria-label="Part of the leaderboard">
          <button type="button" aria-pressed={view === 'top'} onClick={() => setView('top')}>
            Top
          </button>
          <button
            type="button"
            aria-pressed={view === 'around-me'}
            onClick={() => setView('around-me')}
          >
            Around me
          </button>
        </div>
      </div>
      <OptIn onBoard={loaded.data?.onBoard} changed={loaded.reload} />
      <Load of={loaded} label="Loading the leaderboard" lines={6}>
        {(data) => <Rows data={data} view={view} changed={loaded.reload} />}
      </Load>
    </>
  );
}

/** A unit that this page does not know is shown as it is. */
function unitOf(unit: string, value: number): string {
  if (unit === 'minutes') return 'min';
  return unit === 'days' && value === 1 ? 'day' : unit;
}

function OptIn({ onBoard, changed }: { onBoard: boolean | undefined; changed: () => void }) {
  const profile = useProfile();
  const { set } = useAccount();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<ApiProblem>();
  const change = async (onBoards: boolean) => {
    setBusy(true);
    setProblem(undefined);
    try {
      set(
        await accounts.save({
          displayName: profile.displayName,
          timeZone: profile.timeZone,
          onBoards,
        }),
      );
      changed();
      // The board learns of it by an event, a moment later.
      setTimeout(changed, 1500);
    } catch (error) {
      setProblem(asProblem(error));
    }
    setBusy(false);
  };
  return (
    <div className="stack-s board-opt-in">
      <div className={`notice ${profile.onBoards ? '' : 'warm'}`}>
        <span className="text">
          {profile.onBoards
            ? onBoard === false
              ? 'You’re on the leaderboards. Your name appears after your next class.'
              : 'You’re on the leaderboards.'
            : 'You’re not on the leaderboards. Only you see your numbers.'}
        </span>
        <Switch checked={profile.onBoards} disabled={busy} onChange={change} testId="board-opt-in">
          Show me on the leaderboards
        </Switch>
      </div>
      {problem && <ErrorNote problem={problem} />}
    </div>
  );
}

function Rows({
  data,
  view,
  changed,
}: {
  data: Leaderboard;
  view: 'top' | 'around-me';
  changed: () => void;
}) {
  if (data.rows.length === 0) {
    return (
      <p className="empty card" data-testid="leaderboard">
        {view === 'around-me' && !data.onBoard
          ? 'Turn on “Show me on the leaderboards” to see who is around you.'
          : 'Nobody is here yet. Be the first.'}
      </p>
    );
  }
  return (
    <>
      <ol className="board card" data-testid="leaderboard" data-board={data.board}>
        {data.rows.map((row) => (
          <Row key={row.memberId} row={row} unit={data.unit} changed={changed} />
        ))}
      </ol>
      <p className="muted small board-total">
        {plural(data.total, 'person', 'people')} on this leaderboard. The same number means the same
        rank.
      </p>
    </>
  );
}

function Row({
  row,
  unit,
  changed,
}: {
  row: BoardRow;
  unit: Leaderboard['unit'];
  changed: () => void;
}) {
  const [state, setState] = useState<'idle' | 'busy' | 'asked'>('idle');
  const [problem, setProblem] = useState<ApiProblem>();
  const add = async () => {
    setState('busy');
    setProblem(undefined);
    try {
      const answer = await community.addFriend(row.memberId);
      setState('asked');
      if (answer?.areFriends) changed();
    } catch (error) {
      setProblem(asProblem(error));
      setState('idle');
    }
  };
  return (
    <li
      className={row.isMe ? 'me' : undefined}
      data-testid={row.isMe ? 'board-row-me' : undefined}
      data-rank={row.rank}
      data-value={row.value}
      aria-current={row.isMe || undefined}
    >
      <span className={`rank nums ${row.rank <= 3 ? 'top' : ''}`}>
        <span className="visually-hidden">Rank </span>
        {row.rank}
      </span>
      <Avatar name={row.displayName} />
      <span className="grow board-name">
        <PersonName>{row.displayName}</PersonName>{' '}
        {row.isMe && <span className="badge good">you</span>}{' '}
        {row.isFriend && <span className="badge">friend</span>}
      </span>
      {!row.isMe &&
        !row.isFriend &&
        (state === 'asked' ? (
          <span className="badge" role="status">
            asked
          </span>
        ) : (
          <Button
            variant="ghost"
            compact
            busy={state === 'busy'}
            onClick={add}
            aria-label={`Add ${row.displayName} as a friend`}
          >
            Add<span className="add-long"> friend</span>
          </Button>
        ))}
      <strong className="board-value nums">
        {Math.round(row.value)} <span className="muted small">{unitOf(unit, row.value)}</span>
      </strong>
      {problem && <ErrorNote problem={problem} onRetry={add} />}
    </li>
  );
}
