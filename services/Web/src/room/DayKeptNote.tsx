import { Link } from 'react-router';
import type { KeptDay } from '../contract/hub';
import { Icon } from '../design/icons';
import { plural } from '../design/time';
import './room.css';

export function DayKeptNote({ day }: { day: KeptDay }) {
  return (
    <div className="day-kept" data-testid="day-kept" role="status">
      <span className="day-kept-flame">
        <Icon name="flame" />
      </span>
      <div>
        <strong>Today counts for your streak</strong>
        <p>
          Streak: {plural(day.currentStreak, 'day')}
          {day.currentStreak >= day.longestStreak
            ? ', your longest'
            : `, longest ${day.longestStreak}`}
          {day.freezes > 0 && ` · ${plural(day.freezes, 'freeze')} left`}
        </p>
      </div>
      <Link to="/streak">My streak</Link>
    </div>
  );
}
