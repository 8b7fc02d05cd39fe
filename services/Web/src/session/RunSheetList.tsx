import { Link } from 'react-router';
import type { RunSheet } from '../contract/hub';
import { countdown, duration } from '../design/time';
import { stepDetails } from '../stage/currentStep';
import './session.css';

export function RunSheetList({ runSheet }: { runSheet: RunSheet }) {
  if (runSheet.steps.length === 0) return <p className="muted">No steps are planned yet.</p>;
  return (
    <ol className="run-sheet">
      {runSheet.steps.map((step) => (
        <li key={step.index}>
          <span className="muted small nums">{countdown(step.offsetSeconds * 1000)}</span>
          <span>
            {step.kind === 'rest' ? (
              step.name
            ) : (
              <Link to={`/library/exercises/${step.exercise}`}>{step.name}</Link>
            )}
            {stepDetails(step).length > 0 && (
              <span className="muted">, {stepDetails(step).join(', ')}</span>
            )}
            {step.breath && (
              <span className="muted small">
                , {step.breath.rounds} rounds, {step.breath.inSeconds} s in,{' '}
                {step.breath.outSeconds} s out
              </span>
            )}
          </span>
          <span className="muted small nums">{duration(step.durationSeconds)}</span>
        </li>
      ))}
    </ol>
  );
}
