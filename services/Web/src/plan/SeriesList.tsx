import { useState } from 'react';
import { scheduling } from '../api/endpoints';
import { useAction } from '../api/useAction';
import type { Series } from '../api/types';
import { Confirm } from '../design/Confirm';
import { Button } from '../design/primitives';
import { longDay, plural, zoneName } from '../design/time';
import { mirrorForLeaders } from '../session/mirrorMessage';
import { ChangeLeaders } from './ChangeLeaders';
import { ChangeMirror } from './ChangeMirror';

/** Of classes that keep people chosen for them alone. */
const keptOwn = (kept: number) =>
  kept > 0 ? `; ${kept} ${kept === 1 ? 'keeps' : 'keep'} the people chosen for it alone` : '';

interface Props {
  series: Series[];
  /** Whether members can show themselves to leaders here at all. */
  hasMirror: boolean;
  changed: () => void;
}

/** Series of one's own, and what can be changed about each. */
export function SeriesList({ series, hasMirror, changed }: Props) {
  const [asking, setAsking] = useState<Series>();
  const [leading, setLeading] = useState<Series>();
  const [showing, setShowing] = useState<Series>();
  const [said, setSaid] = useState<string>();
  const { busy, problem, run } = useAction();
  const end = async (one: Series) => {
    await run(async () => {
      await scheduling.endSeries(one.seriesId);
      setAsking(undefined);
      changed();
    });
  };
  if (series.length === 0)
    return <p className="muted">No series yet. Plan your first one with this form.</p>;
  return (
    <ul className="stack-s">
      {series.map((one) => (
        <li key={one.seriesId} className="card row spread">
          <div>
            <strong>{one.title}</strong>
            <p className="muted small">
              {one.ruleText}, {zoneName(one.timeZone)} time, from {longDay(one.startDate)}
            </p>
            <p className="small">
              with {one.instructorName}
              {one.coaches.length > 0 &&
                `, coached by ${one.coaches.map((coach) => coach.displayName).join(', ')}`}
            </p>
            {hasMirror && <p className="muted small">{mirrorForLeaders(one.mirror)}</p>}
          </div>
          <span className="row">
            <Button
              compact
              variant="outline"
              data-testid={`lead-series-${one.seriesId}`}
              onClick={() => setLeading(one)}
              aria-label={`Change instructor or coaches of ${one.title}`}
            >
              Change instructor or coaches
            </Button>
            {hasMirror && (
              <Button
                compact
                variant="outline"
                data-testid={`show-series-${one.seriesId}`}
                onClick={() => setShowing(one)}
                aria-label={`Change whether members of ${one.title} may show themselves`}
              >
                Members’ pictures
              </Button>
            )}
            <Button
              compact
              variant="ghost"
              onClick={() => setAsking(one)}
              aria-label={`End the series ${one.title}`}
            >
              End series
            </Button>
          </span>
        </li>
      ))}
      {said && (
        <li className="notice good" role="status">
          {said}
        </li>
      )}
      {leading && (
        <ChangeLeaders
          instructor={{ memberId: leading.instructorId, displayName: leading.instructorName }}
          coaches={leading.coaches}
          about={
            'All coming classes of the series change. Classes that you chose somebody for one ' +
            'by one stay as they are.'
          }
          save={async (leaders) => {
            const { changed: classes, kept } = await scheduling.leadSeries(
              leading.seriesId,
              leaders,
            );
            setSaid(
              'Saved. ' + `${plural(classes, 'class changes', 'classes change')}${keptOwn(kept)}.`,
            );
            setLeading(undefined);
            changed();
          }}
          onClose={() => setLeading(undefined)}
        />
      )}
      {showing && (
        <ChangeMirror
          rules={showing.mirror}
          about="All classes of the series change that are on or to come."
          save={async (rules) => {
            const { mirror } = await scheduling.showInSeries(showing.seriesId, rules);
            setSaid(`Saved. ${mirrorForLeaders(mirror)}.`);
            setShowing(undefined);
            changed();
          }}
          onClose={() => setShowing(undefined)}
        />
      )}
      {asking && (
        <Confirm
          title={`End “${asking.title}”?`}
          confirm="End the series"
          busy={busy}
          problem={problem}
          onConfirm={() => end(asking)}
          onClose={() => setAsking(undefined)}
        >
          All its future classes are cancelled. Past classes stay as they are.
        </Confirm>
      )}
    </ul>
  );
}
