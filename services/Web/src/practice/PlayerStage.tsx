import { type ReactNode, useEffect } from 'react';
import { Link } from 'react-router';
import type { RunSheet } from '../contract/hub';
import { Icon } from '../design/icons';
import { Button, useTitle } from '../design/primitives';
import { countdown } from '../design/time';
import { LanguageSwitch } from '../language/LanguageSwitch';
import { useServerNow } from '../clock/useServerNow';
import type { OwnLevels } from '../stage/ownStep';
import { Stage } from '../stage/Stage';
import type { OwnProgress } from '../stage/useOwnLevels';
import { useWakeLock } from '../lib/useWakeLock';
import { lengthOf } from '../messages/Cues';
import './practice.css';
import type { Playing } from './usePlayer';

interface Props {
  title: string;
  runSheet: RunSheet;
  playing: Playing;
  mine?: OwnProgress;
  levels?: OwnLevels;
  /** Where "Close" leads. */
  back: string;
  /** What comes once it is over. */
  after: ReactNode;
  aside?: ReactNode;
}

/** Space plays and pauses, the arrows go back and on, wherever no field or button wants the key. */
function useKeys(send: Playing['send'], running: boolean, over: boolean) {
  useEffect(() => {
    if (over) return;
    const press = (event: KeyboardEvent) => {
      const target = event.target as HTMLElement | null;
      if (
        event.altKey ||
        event.ctrlKey ||
        event.metaKey ||
        target?.closest('input, select, textarea, dialog')
      )
        return;
      if (event.key === ' ' && !target?.closest('button, a, summary'))
        send(running ? 'pause' : 'play');
      else if (event.key === 'ArrowRight') send('next');
      else if (event.key === 'ArrowLeft') send('back');
      else return;
      event.preventDefault();
    };
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, [send, running, over]);
}

/** A run sheet to move along with on one's own: the same stage, figure and pacer as in class. */
export function PlayerStage({ title, runSheet, playing, mine, levels, back, after, aside }: Props) {
  const { player, view, clock, send } = playing;
  const running = player.since !== null;
  const step = runSheet.steps[player.index];
  useTitle(title);
  useWakeLock(running);
  useKeys(send, running, player.over);
  const now = useServerNow(clock, 500);
  // The current step's cues that were written before the class, at their time.
  const cue = step?.cues?.filter((one) => one.atSeconds * 1000 <= now - player.stepAtMs).at(-1);
  return (
    <div
      className="room practice"
      data-testid="practice"
      data-step={player.index}
      data-running={running}
      data-over={player.over}
    >
      <div className="room-screen">
        <header className="room-head">
          <h1>{title}</h1>
          <Link className="button outline compact" to={back}>
            <Icon name="exit" /> Close
          </Link>
        </header>
        <main className={player.over ? 'room-main' : 'room-main fits'} id="main" tabIndex={-1}>
          <div className="class-view">
            {player.over ? (
              after
            ) : (
              <>
                <Stage room={view} clock={clock} mine={mine} levels={levels} />
                {cue && (
                  <div className="latest-cue" data-testid="cue-latest" aria-live="polite">
                    <p data-length={lengthOf(cue.text)} dir="auto">
                      {cue.text}
                    </p>
                  </div>
                )}
              </>
            )}
            <p className="visually-hidden" role="status">
              {player.over
                ? 'Done.'
                : running && step
                  ? `Now: ${step.name}${step.side ? `, ${step.side} side` : ''}`
                  : 'Paused'}
            </p>
          </div>
        </main>
      </div>
      {!player.over && (
        <section className="room-bar practice-bar" aria-label="Practice">
          <Button
            variant="outline"
            data-testid="practice-back"
            aria-label="Back"
            onClick={() => send('back')}
          >
            <span className="flipped">
              <Icon name="arrow" />
            </span>
          </Button>
          <Button
            variant="primary"
            data-testid="practice-pause"
            onClick={() => send(running ? 'pause' : 'play')}
          >
            <Icon name={running ? 'pause' : 'play'} />{' '}
            {running ? 'Pause' : player.doneMs === 0 && player.index === 0 ? 'Start' : 'Go on'}
          </Button>
          <Button
            variant="outline"
            data-testid="practice-next"
            aria-label="Next step"
            onClick={() => send('next')}
          >
            <Icon name="arrow" />
          </Button>
          <Button variant="ghost" data-testid="practice-done" onClick={() => send('finish')}>
            Finish
          </Button>
        </section>
      )}
      <aside className="room-side" aria-label="Steps" tabIndex={0}>
        <LanguageSwitch />
        {aside}
        <section className="panel" aria-labelledby="steps-title">
          <h2 id="steps-title">Steps</h2>
          <ol className="practice-steps">
            {runSheet.steps.map((one) => (
              <li
                key={one.index}
                aria-current={one.index === player.index ? 'step' : undefined}
                className={one.kind === 'rest' ? 'muted' : undefined}
              >
                <span>
                  {one.name}
                  {one.side && `, ${one.side}`}
                </span>{' '}
                <span className="nums muted small">{countdown(one.durationSeconds * 1000)}</span>
              </li>
            ))}
          </ol>
        </section>
        <p className="muted small">
          <kbd>Space</kbd> plays and pauses, <kbd>←</kbd> <kbd>→</kbd> go back and on.
        </p>
      </aside>
    </div>
  );
}
