import { useEffect, useMemo, useRef, useState } from 'react';
import { Link, useParams } from 'react-router';
import type { Cue } from '../contract/hub';
import { live, scheduling } from '../api/endpoints';
import { serverNow } from '../clock/serverTime';
import { useLoad } from '../api/useLoad';
import type { Clock } from '../clock/clock';
import { useServerNow } from '../clock/useServerNow';
import { Icon } from '../design/icons';
import { ErrorNote, useTitle, Waiting } from '../design/primitives';
import { countdown } from '../design/time';
import { Stage } from '../stage/Stage';
import { useOwnLevels } from '../stage/useOwnLevels';
import { LatestCue } from '../messages/Cues';
import type { PictureClock } from '../video/pictureClock';
import { captionsOf } from '../video/captions';
import { usePictureClock, useShownClass } from '../video/useVideo';
import { classState } from '../session/classState';
import { isNoClass, NoSuchClass } from '../session/NoSuchClass';
import { VideoPanel } from '../video/VideoPanel';
import type { VideoPlayer } from '../video/videoPlayer';
import { useRecording } from '../session/useRecording';
import { whyNotYet } from '../session/recordingMessages';
import { chapterAt, type Chapter, chaptersOf } from './chapters';
import './replay.css';

const own: Clock = { now: serverNow };

async function loadCues(sessionId: string, signal: AbortSignal): Promise<Cue[]> {
  const cues: Cue[] = [];
  for (;;) {
    const page = await live.cues(sessionId, cues.at(-1)?.offset ?? 0, signal);
    cues.push(...page.cues);
    if (page.cues.length === 0 || cues.at(-1)!.offset >= page.head) return cues;
  }
}

export function ReplayPage() {
  const { id = '' } = useParams();
  return <Replay key={id} sessionId={id} />;
}

/** A recorded class: the same picture, and the same cues on the same frames. */
function Replay({ sessionId }: { sessionId: string }) {
  const session = useLoad(`session:${sessionId}`, (signal) =>
    scheduling.session(sessionId, signal),
  );
  const stream = useRecording(sessionId);
  const cues = useLoad(`cues:${sessionId}`, (signal) => loadCues(sessionId, signal));
  const picture = usePictureClock(null);
  const all = cues.data ?? none;
  const shown = useShownClass(all, picture);
  const mine = useOwnLevels();
  const [player, setPlayer] = useState<VideoPlayer | null>(null);
  const title = session.data?.title ?? 'Recording';
  const captions = useMemo(
    () => captionsOf(shown.cues, session.data?.runSheet.steps ?? []),
    [shown.cues, session.data],
  );
  useTitle(`${title}, recorded`);
  const problem = session.problem ?? cues.problem ?? (stream.data ? undefined : stream.problem);
  const state = session.data && classState(session.data, serverNow());
  const later = stream.data ? whyNotYet(stream.data.recording, state) : null;
  const ready = stream.data?.recording === 'ready';
  const view = useMemo(
    () => ({ join: session.data ? { runSheet: session.data.runSheet } : null, class: shown }),
    [session.data, shown],
  );

  return (
    <div className="room replay" data-testid="replay" data-video="picture">
      <div className="room-screen">
        <header className="room-head">
          <h1>{title}</h1>
          <Link
            className="button outline compact"
            to={isNoClass(session.problem) ? '/' : `/sessions/${sessionId}`}
          >
            <Icon name="exit" /> Close
          </Link>
        </header>
        <main className="room-main fits" id="main" tabIndex={-1}>
          {isNoClass(session.problem) ? (
            <NoSuchClass />
          ) : (
            <div className="class-view">
              {problem ? (
                <ErrorNote problem={problem} />
              ) : (
                ready && (
                  <VideoPanel
                    sessionId={sessionId}
                    picture={picture}
                    server={own}
                    recording
                    captions={captions}
                    onPlayer={setPlayer}
                  />
                )
              )}
              {later !== null && !problem && (
                <div
                  className="stage"
                  data-testid="replay-later"
                  data-recording={stream.data?.recording}
                >
                  <p className="stage-title" role="status">
                    {later}
                  </p>
                </div>
              )}
              {!later &&
                (view.join && shown.step ? (
                  <Stage room={view} clock={picture} mine={mine} />
                ) : (
                  <div className="stage">
                    <Waiting>
                      {cues.data && ready
                        ? 'The first exercise starts soon.'
                        : 'Loading the class…'}
                    </Waiting>
                  </div>
                ))}
              {!later && <LatestCue shown={shown} clock={picture} />}
            </div>
          )}
        </main>
      </div>
      <aside className="room-side" aria-label="Chapters" tabIndex={0}>
        {session.data && ready && (
          <Chapters
            cues={all}
            steps={session.data.runSheet.steps}
            player={player}
            picture={picture}
          />
        )}
      </aside>
    </div>
  );
}

const none: Cue[] = [];

function Chapters({
  cues,
  steps,
  player,
  picture,
}: {
  cues: Cue[];
  steps: Parameters<typeof chaptersOf>[1];
  player: VideoPlayer | null;
  picture: PictureClock;
}) {
  const now = useServerNow(picture, 500);
  const span = player?.media.span ?? null;
  const chapters = chaptersOf(cues, steps, span);
  const current = chapterAt(chapters, now + 500);
  const list = useRef<HTMLOListElement>(null);
  useEffect(() => {
    const item = list.current?.querySelector('[aria-current]');
    const side = item?.closest('.room-side');
    if (!item || !side) return;
    // Beside the video the list scrolls in itself; under it, on a phone, the page stays with the
    // video.
    const [at, box] = [item.getBoundingClientRect(), side.getBoundingClientRect()];
    side.scrollTop += Math.min(0, at.top - box.top) + Math.max(0, at.bottom - box.bottom);
  }, [current]);
  const messageOf = (chapter: Chapter) =>
    [
      chapter.step.side && `${chapter.step.side} side`,
      chapter.step.set && `set ${chapter.step.set}`,
    ]
      .filter(Boolean)
      .join(' · ');
  return (
    <section className="panel" aria-labelledby="chapters-title">
      <h2 id="chapters-title">Exercises</h2>
      {chapters.length === 0 && (
        <p className="muted small">There are no exercises in this recording.</p>
      )}
      <ol className="chapters" ref={list} data-testid="chapters">
        {chapters.map((chapter, index) => (
          <li key={`${chapter.step.index}:${chapter.atMs}`}>
            <button
              type="button"
              data-testid={`chapter-${index}`}
              aria-current={index === current ? 'step' : undefined}
              onClick={() => player?.goTo(chapter.atMs)}
            >
              <span className="nums muted">
                {countdown(Math.max(0, chapter.atMs - (span?.fromMs ?? chapter.atMs)))}
              </span>
              <span className="grow">
                <strong>{chapter.step.name}</strong>{' '}
                <span className="muted small">{messageOf(chapter)}</span>
              </span>
            </button>
          </li>
        ))}
      </ol>
    </section>
  );
}
