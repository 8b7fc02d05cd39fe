import { Link } from 'react-router';
import { progress } from '../api/endpoints';
import { useAction } from '../api/useAction';
import type { IntakeAnswer } from '../api/types';
import { Icon } from '../design/icons';
import { Button, ErrorNote, PageHead } from '../design/primitives';
import { levelName } from '../stage/OwnDosage';

interface Props {
  answer: IntakeAnswer;
  again: () => void;
  done: (to?: string) => void;
}

/** The time of "2026-11-27T07:00:00" or of "07:00:00". */
const timeOf = (local: string) =>
  /(\d\d:\d\d)/.exec(local.slice(local.indexOf('T') + 1))?.[1] ?? local;

/** What fits the answers, and why; accepting it is one press. */
export function Proposal({ answer, again, done }: Props) {
  const { programme } = answer;
  const { busy, problem, run } = useAction();
  const accept = async () => {
    if (!programme) return done();
    await run(async () => {
      await progress.choose({ programme: programme.slug, startLevel: answer.startLevel });
      done();
    });
  };
  return (
    <div
      data-testid="welcome-proposal"
      data-programme={programme?.slug}
      data-level={answer.startLevel}
    >
      <PageHead title="Our suggestion for you" />
      <div className="stack prose">
        {programme && (
          <section className="card roomy stack-s" aria-labelledby="proposal-title">
            <h2 id="proposal-title">{programme.title}</h2>
            <p>{programme.why}</p>
            <p className="muted">
              You begin at{' '}
              {answer.startLevel === 0
                ? 'the gentlest level'
                : levelName(answer.startLevel).toLowerCase()}
              . You can make any exercise easier at any time.
            </p>
            <p>
              <Link to={`/library/programmes/${programme.slug}`}>See the programme</Link>
            </p>
          </section>
        )}
        {answer.advice.length > 0 && (
          <ul className="bullets">
            {answer.advice.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        )}
        {answer.series.length > 0 && (
          <section className="stack-s" aria-labelledby="series-title">
            <h2 id="series-title">Classes at your time</h2>
            <ul className="stack-s">
              {answer.series.map((series) => (
                <li
                  key={series.seriesId}
                  className="card"
                  data-testid={`proposed-${series.seriesId}`}
                >
                  <strong>{series.title}</strong>, {series.ruleText}
                  {!series.ruleText.includes(timeOf(series.localStart)) && (
                    <>
                      , <span className="nums">{timeOf(series.localStart)}</span> your time
                    </>
                  )}
                  <p className="muted small">{series.why}</p>
                </li>
              ))}
            </ul>
          </section>
        )}
        {problem && <ErrorNote problem={problem} onRetry={accept} />}
        <div className="row">
          <Button variant="primary" busy={busy} data-testid="welcome-accept" onClick={accept}>
            {programme ? 'Start this programme' : 'Go to the timetable'} <Icon name="arrow" />
          </Button>
          <Button variant="outline" data-testid="welcome-again" onClick={again}>
            Change my answers
          </Button>
          <Button variant="ghost" data-testid="welcome-skip" onClick={() => done()}>
            Not now
          </Button>
        </div>
        {answer.series.length > 0 && (
          <p className="muted small">
            Next comes the timetable. There you can join these classes, or book a feedback spot in
            one.
          </p>
        )}
      </div>
    </div>
  );
}
