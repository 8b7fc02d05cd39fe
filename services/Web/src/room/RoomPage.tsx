import { useEffect, useMemo, useState } from 'react';
import { Navigate, useNavigate, useParams } from 'react-router';
import type { KeptDay } from '../contract/hub';
import { scheduling } from '../api/endpoints';
import { ApiProblem } from '../api/http';
import { useLoad } from '../api/useLoad';
import { BeforeFirstClass } from '../account/SafetyNote';
import { useProfile } from '../auth/auth';
import { crowded } from '../live/hubError';
import { classTimes, type RoomState } from '../live/roomState';
import { useRoom } from '../live/useRoom';
import { captionsOf } from '../video/captions';
import { usePictureClock, useShownClass } from '../video/useVideo';
import { VideoPanel } from '../video/VideoPanel';
import { Icon } from '../design/icons';
import { Button, useTitle, Waiting } from '../design/primitives';
import { plural } from '../design/time';
import { ConnectionBanner } from './ConnectionBanner';
import { InstructorAway } from './InstructorAway';
import { AfterClass } from './AfterClass';
import { BeforeClass } from './BeforeClass';
import { ReactionBubbles } from './Reactions';
import { RoomBar } from './RoomBar';
import { RoomRefused } from './RoomRefused';
import { RoomSide } from './RoomSide';
import { Stage } from '../stage/Stage';
import { OwnNotes } from '../messages/Notes';
import { StatusLine } from './StatusLine';
import { useOnAir } from './useOnAir';
import { useOwnLevels } from '../stage/useOwnLevels';
import { useWakeLock } from '../lib/useWakeLock';
import { LatestCue } from '../messages/Cues';
import { MirrorDialogPlace } from '../mirror/MirrorDialogPlace';
import { MirrorLine } from '../mirror/MirrorLine';
import { OfferAtTheDoor } from '../mirror/MirrorOffer';
import { practisedIn, useRoomMirror } from './useRoomMirror';
import './room.css';

export function RoomPage() {
  const { id = '' } = useParams();
  return (
    <BeforeFirstClass>
      <Room key={id} sessionId={id} />
    </BeforeFirstClass>
  );
}

function Room({ sessionId }: { sessionId: string }) {
  const profile = useProfile();
  const navigate = useNavigate();
  const { room: known, client } = useRoom(sessionId);
  const picture = usePictureClock(client?.clock);
  const shown = useShownClass(known.cueLog.cues, picture);
  const [audioOnly, setAudioOnly] = useState(false);
  // What is on screen goes with the picture; what is private, or about people, comes at once.
  const room: RoomState = { ...known, class: shown };
  const session = useLoad(sessionId, (signal) => scheduling.session(sessionId, signal));
  const mine = useOwnLevels();
  const [leaving, setLeaving] = useState(false);
  const title = room.join?.title ?? session.data?.title ?? 'Live class';
  const { startedAtMs, endedAtMs } = classTimes(room);
  const over = endedAtMs !== null || room.closed !== null || room.problem?.code === 'room.closed';
  useTitle(title);
  useWakeLock(room.join !== null && !over);

  const leave = async () => {
    setLeaving(true);
    mirror.stop();
    await client?.leaveForGood();
    // After leaving early there is a summary so far, and the check-in. Back does not lead in again.
    navigate(over ? '/my-classes' : `/sessions/${sessionId}${live ? '/summary' : ''}`, {
      replace: true,
    });
  };

  const startsAtMs =
    room.join?.startsAtMs ?? (session.data ? Date.parse(session.data.startsAt) : null);
  const first = (room.join?.runSheet ?? session.data?.runSheet)?.steps[0]?.exercise;
  const live = startedAtMs !== null && !over;
  const captions = useMemo(
    () => captionsOf(shown.cues, room.join?.runSheet?.steps ?? []),
    [shown.cues, room.join],
  );
  const mirror = useRoomMirror(sessionId, known, picture, client?.clock, { live, over });
  const { onAir, opening, play, end } = useOnAir(room.video);
  const video = client !== null && room.join !== null && !over && onAir;

  if (room.join && room.join.role !== 'participant')
    return <Navigate to={`/sessions/${sessionId}/console`} replace />;

  // While people move, all of the class is in sight at once; what is read afterwards is as long as
  // it is.
  const moving = !over && room.connection !== 'refused';
  return (
    <div
      className="room"
      data-testid="room"
      data-live={live}
      data-video={video ? (audioOnly ? 'audio' : 'picture') : 'none'}
    >
      <div className="room-screen">
        <header className="room-head">
          <h1>{title}</h1>
          <div className="room-status" data-testid="room-status">
            <ConnectionBanner
              connection={room.connection}
              why={crowded(room.problem)}
              detour={room.detour}
              passing
              onRetry={() => client?.retryNow()}
            />
            <MirrorLine mirror={mirror} />
            {live && <InstructorAway leader={room.leader} />}
            {live && room.dayKept && <DayKeptLine key={room.dayKept.day} day={room.dayKept} />}
          </div>
          <span
            className="badge nums"
            data-testid="presence-count"
            data-count={room.presence.count}
            title="People here now"
          >
            <Icon name="people" /> {room.presence.count}
            <span className="visually-hidden"> people here now</span>
          </span>
          <Button compact variant="outline" busy={leaving} onClick={leave} data-testid="leave">
            <Icon name="exit" /> Leave
          </Button>
        </header>
        <main className={moving ? 'room-main fits' : 'room-main'} id="main" tabIndex={-1}>
          <div className="class-view">
            {video && (
              <VideoPanel
                key={opening}
                sessionId={sessionId}
                picture={picture}
                server={client.clock}
                captions={captions}
                interrupted={room.video === 'interrupted'}
                missing={room.videoMissing}
                onAudioOnly={setAudioOnly}
                onPlay={play}
                onEnd={end}
              />
            )}
            {room.closed && endedAtMs === null ? (
              <RoomRefused
                problem={new ApiProblem(410, room.closed.code, 'Closed', room.closed.reason, false)}
                sessionId={sessionId}
              />
            ) : over ? (
              <AfterClass sessionId={sessionId} dayKept={room.dayKept} />
            ) : room.connection === 'refused' && room.problem ? (
              <RoomRefused problem={room.problem} sessionId={sessionId} />
            ) : live && client ? (
              <Stage room={room} clock={picture} mine={mine} />
            ) : (room.join || room.connection === 'waiting') && startsAtMs !== null ? (
              <BeforeClass
                startsAtMs={startsAtMs}
                clock={client?.clock}
                zone={profile.timeZone}
                open={room.join !== null}
                first={first}
              >
                <OfferAtTheDoor mirror={mirror} />
              </BeforeClass>
            ) : (
              <div className="stage">
                <Waiting>{room.problem?.detail ?? 'Joining the class…'}</Waiting>
              </div>
            )}
            {!over && room.join && client && (
              <OwnNotes
                notes={room.notes}
                runSheet={room.join.runSheet}
                shown={shown.cues}
                here={room.connection === 'joined'}
                mark={client.markNote}
              />
            )}
            {!over && room.join && <LatestCue shown={shown} clock={picture} />}
          </div>
          <ReactionBubbles room={room} />
        </main>
      </div>
      {client && room.join && !over && (
        <RoomBar room={room} client={client} ownId={profile.memberId} />
      )}
      <RoomSide
        room={room}
        shown={shown}
        ownId={profile.memberId}
        client={client}
        mirror={mirror}
        over={over}
      />
      <MirrorDialogPlace mirror={mirror} practised={practisedIn(room.join?.runSheet ?? null)} />
    </div>
  );
}

/** That the day counts is good to know, for a moment. */
function DayKeptLine({ day }: { day: KeptDay }) {
  const [shown, setShown] = useState(true);
  useEffect(() => {
    const timer = setTimeout(() => setShown(false), 15_000);
    return () => clearTimeout(timer);
  }, []);
  return (
    shown && (
      <StatusLine tone="good" testId="day-kept">
        <Icon name="flame" /> Today counts: {plural(day.currentStreak, 'day')} in a row
      </StatusLine>
    )
  );
}
