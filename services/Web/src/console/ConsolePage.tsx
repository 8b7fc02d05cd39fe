import { useEffect, useRef, useState } from 'react';
import { Link, Navigate, useNavigate, useParams } from 'react-router';
import type { CueContent, RoomMember } from '../contract/hub';
import type { ApiProblem } from '../api/http';
import { useProfile } from '../auth/auth';
import { useBroadcaster } from '../broadcast/useBroadcaster';
import { VideoMonitor, VideoStudio } from '../broadcast/VideoStudio';
import { crowded, hubProblem } from '../live/hubError';
import { classTimes } from '../live/roomState';
import { useRoom } from '../live/useRoom';
import { Icon } from '../design/icons';
import { Button, Confirm, ErrorNote, useTitle, Waiting } from '../design/primitives';
import { ConnectionBanner } from '../room/ConnectionBanner';
import { currentStep } from '../stage/currentStep';
import { AfterClass } from '../room/AfterClass';
import { BeforeClass } from '../room/BeforeClass';
import { ReactionBubbles } from '../room/Reactions';
import { RoomRefused } from '../room/RoomRefused';
import { usePictureClock } from '../video/useVideo';
import { ClassControls } from './ClassControls';
import { CueBox } from './CueBox';
import { HandsPanel, ReactionTotals } from './Hands';
import { KeysDialog, PendingKey } from './KeysDialog';
import { LeadBanner } from './LeadBanner';
import { NotePanel } from './NotePanel';
import { PreparedPanel } from './PreparedPanel';
import { RosterPanel } from './RosterPanel';
import { RunSheetPanel } from './RunSheetPanel';
import { classShift } from './schedule';
import { SentPanel } from './SentPanel';
import { SheetLinks, useSheetChange } from './SheetLinks';
import { TemplatePanel } from './TemplatePanel';
import { type Act, useCoaching } from './useCoaching';
import { useTemplates } from './useTemplates';
import { usePrepared } from './usePrepared';
import { useShortcuts } from './useShortcuts';
import './console.css';
import './cockpit.css';

export function ConsolePage() {
  const { id = '' } = useParams();
  return <Console key={id} sessionId={id} />;
}

function Console({ sessionId }: { sessionId: string }) {
  const profile = useProfile();
  const navigate = useNavigate();
  const { room, client } = useRoom(sessionId);
  const [problem, setProblem] = useState<ApiProblem>();
  const [said, setSaid] = useState('');
  const [leaving, setLeaving] = useState(false);
  const [keysOpen, setKeysOpen] = useState(false);
  const [cueText, setCueText] = useState('');
  const saidRemoved = room.join?.removed;
  const [heardRemoved, setHeardRemoved] = useState(saidRemoved);
  const [removed, setRemoved] = useState<RoomMember[]>([]);
  if (heardRemoved !== saidRemoved) {
    setHeardRemoved(saidRemoved);
    setRemoved(saidRemoved ?? []);
  }
  const { broadcaster, state: broadcast } = useBroadcaster(sessionId, client?.clock);
  const picture = usePictureClock(client?.clock);
  const searchBox = useRef<HTMLInputElement>(null);
  const cueBox = useRef<HTMLInputElement>(null);
  const noteBox = useRef<HTMLInputElement>(null);
  const { startedAtMs, endedAtMs } = classTimes(room);
  const over = endedAtMs !== null || room.closed !== null;
  const live = startedAtMs !== null && !over;
  const current = currentStep(room);
  const steps = room.join?.runSheet.steps ?? [];
  const isInstructor = room.join?.role === 'instructor';
  // An administrator looks in; to send anything, they lead on.
  const mayCue = room.join !== null && (room.join.role !== 'admin' || room.leads);
  const streams = broadcast?.phase === 'on' || broadcast?.phase === 'stopping';
  useTitle(room.join ? `Console: ${room.join.title}` : 'Console');
  // The end of the class is the end of its video, whoever ended it.
  useEffect(() => {
    if (over) void broadcaster?.stop().then(() => broadcaster.close());
  }, [over, broadcaster]);

  /** Runs a leader's act; says what was done, or shows why not. */
  const act: Act = async (work, done) => {
    if (!work) return false;
    setProblem(undefined);
    setSaid('');
    try {
      const result = await work;
      setSaid(typeof done === 'string' ? done : done(result));
      return true;
    } catch (error) {
      setProblem(
        error instanceof Error && 'code' in error ? (error as ApiProblem) : hubProblem(error),
      );
      return false;
    }
  };

  /** A cue goes with a frame: the instructor’s with the one that is captured now, a coach’s with the one on the coach’s screen. */
  const sendCue = (content: CueContent, id?: string) =>
    client?.sendCue(
      content,
      room.video !== 'live'
        ? undefined
        : isInstructor
          ? client.clock.now()
          : (picture.frameMs ?? undefined),
      id,
    );
  const startStep = (index: number) =>
    act(sendCue({ kind: 'step', stepIndex: index }), `${steps[index]?.name ?? 'Step'} started`);
  const nextIndex = current?.atMs == null ? 0 : current.step.index + 1;
  const coach = useCoaching(sessionId, room, client, current?.step, act);
  const prepared = usePrepared(room, live, sendCue, act);
  const templates = useTemplates();
  const insertTemplate = (text: string | undefined) => {
    if (text === undefined) return false;
    setCueText(text);
    // The field may only be there after this.
    setTimeout(() => noteBox.current?.focus());
    return true;
  };
  useSheetChange(room.join?.runSheet, setSaid);
  const shiftAt = (nowMs: number) =>
    classShift({
      steps,
      startsAtMs: room.join?.startsAtMs ?? nowMs,
      startedAtMs,
      current: room.class.step,
      nowMs,
    });

  const prefix = useShortcuts((key) => {
    switch (key.act) {
      case 'move':
        return (coach.move(key.by), true);
      case 'pick':
        return coach.pickAtCursor(key.add);
      case 'hand':
        return coach.nextHand();
      case 'without-note':
        return (coach.setOnlyWithoutNote(!coach.onlyWithoutNote), true);
      case 'pin':
        return coach.selection.at !== null && (coach.togglePin(coach.selection.at), true);
      case 'better':
        return coach.betterOfChosen();
      case 'again':
        return coach.sendHeld() !== undefined;
      case 'fault':
        return coach.fault(key.index) !== undefined;
      case 'cohort':
        return coach.cohortAt(key.index) !== undefined;
      case 'template':
        return insertTemplate(templates.texts[key.index]);
      case 'next-step':
        return live && mayCue && nextIndex < steps.length && (void startStep(nextIndex), true);
      case 'prepared':
        return live && prepared.goNext();
      case 'cue':
        return (cueBox.current?.focus(), true);
      case 'search':
        return (searchBox.current?.focus(), true);
      case 'help':
        return (setKeysOpen(true), true);
      case 'clear':
        return ((document.activeElement as HTMLElement | null)?.blur(), coach.clear(), true);
      default:
        return false;
    }
  });

  if (room.join?.role === 'participant')
    return <Navigate to={`/sessions/${sessionId}/room`} replace />;

  const leave = async () => {
    await client?.dispose();
    navigate(`/sessions/${sessionId}`);
  };

  const remove = async (member: RoomMember) => {
    const done = await act(
      client?.removeMember(member.memberId),
      `${member.displayName} was removed from the class`,
    );
    if (done) {
      setRemoved((old) => [...old.filter((one) => one.memberId !== member.memberId), member]);
      coach.drop(member.memberId);
    }
    return done;
  };
  const readmit = async (member: RoomMember) => {
    const done = await act(
      client?.readmitMember(member.memberId),
      `${member.displayName} can come back`,
    );
    if (done) setRemoved((old) => old.filter((one) => one.memberId !== member.memberId));
    return done;
  };

  return (
    <div className="console" data-testid="console" data-live={live}>
      <header className="room-head">
        <h1>{room.join?.title ?? 'Console'}</h1>
        <span
          className="badge nums"
          data-testid="presence-count"
          data-count={room.presence.count}
          title="People here now"
        >
          <Icon name="people" /> {room.presence.count}
          <span className="visually-hidden"> people here now</span>
        </span>
        <Button
          compact
          variant="outline"
          onClick={() => (streams ? setLeaving(true) : void leave())}
          data-testid="leave"
        >
          <Icon name="exit" /> Leave
        </Button>
      </header>
      <ConnectionBanner
        connection={room.connection}
        why={crowded(room.problem)}
        detour={room.detour}
        onRetry={() => client?.retryNow()}
      />
      {!over && (
        <LeadBanner
          room={room}
          onLeadOn={() => void act(client?.leadOn(), 'You lead this class')}
          onTakeBack={() => void act(client?.takeLead(), 'You lead from here')}
        />
      )}
      {!room.join || !client ? (
        <main className="console-wait" id="main" tabIndex={-1}>
          {room.connection === 'refused' && room.problem ? (
            <RoomRefused problem={room.problem} sessionId={sessionId} />
          ) : (
            <Waiting>{room.problem?.detail ?? 'Opening the console…'}</Waiting>
          )}
        </main>
      ) : (
        <main className="console-main" id="main" tabIndex={-1}>
          <div className="console-column">
            <HandsPanel
              hands={room.hands}
              clock={client.clock}
              onLower={(hand) =>
                act(client.lowerHand(hand.memberId), `Lowered the hand of ${hand.displayName}`)
              }
              onPick={(memberId) => coach.pick(memberId, false)}
            />
            <RosterPanel
              sessionId={sessionId}
              coach={coach}
              listed={room.presence.listed}
              count={room.presence.count}
              searchBox={searchBox}
              removed={removed}
              onRemove={(row) => remove({ ...row, role: 'participant' })}
              onReadmit={readmit}
            />
          </div>
          <div className="console-column">
            <ClassControls
              room={room}
              clock={client.clock}
              current={current}
              nextIndex={nextIndex}
              role={room.join.role}
              act={act}
              client={client}
              onNext={() => startStep(nextIndex)}
              shiftAt={shiftAt}
            />
            {over && <AfterClass sessionId={sessionId} dayKept={null} leader />}
            {over && (
              <div className="row">
                <Link className="button primary" to={`/sessions/${sessionId}/report`}>
                  See the report
                </Link>
              </div>
            )}
            {!live && !over && room.join.startsAtMs - client.clock.now() > 60_000 && (
              <BeforeClass
                startsAtMs={room.join.startsAtMs}
                clock={client.clock}
                zone={profile.timeZone}
                open
              />
            )}
            <div className="console-said" role="status" data-testid="console-said">
              {said}
            </div>
            {problem && (
              <ErrorNote problem={problem}>
                <Button compact variant="outline" onClick={() => setProblem(undefined)}>
                  Dismiss
                </Button>
              </ErrorNote>
            )}
            {live && mayCue && (
              <PreparedPanel
                cues={prepared.cues}
                clock={client.clock}
                sinceMs={room.preparedSinceMs}
                mayAuto={room.leads}
                onAuto={(on) =>
                  void act(
                    client.sendPrepared(on),
                    on ? 'The room sends prepared cues' : 'Prepared cues wait for you',
                  )
                }
                onSend={prepared.go}
              />
            )}
            {!over && mayCue && (
              <CueBox
                box={cueBox}
                send={(content) => act(sendCue(content), 'Cue sent to everyone')}
              />
            )}
            {!over && isInstructor && broadcaster && broadcast && (
              <VideoStudio
                sessionId={sessionId}
                video={room.video}
                missing={room.videoMissing}
                clock={client.clock}
                broadcaster={broadcaster}
                state={broadcast}
              />
            )}
            {!over && !isInstructor && (
              <VideoMonitor
                sessionId={sessionId}
                video={room.video}
                missing={room.videoMissing}
                clock={client.clock}
                picture={picture}
              />
            )}
            <SentPanel cues={room.cueLog.cues} steps={steps} notes={room.notes} />
            <ReactionBubbles room={room} />
          </div>
          <div className="console-column">
            <NotePanel
              coach={coach}
              step={current?.step}
              text={cueText}
              onText={setCueText}
              box={noteBox}
            />
            <TemplatePanel
              texts={templates.texts}
              ready={templates.ready}
              onUse={insertTemplate}
              save={templates.save}
            />
            <RunSheetPanel
              steps={steps}
              current={current}
              clock={client.clock}
              live={live && mayCue}
              shiftAt={shiftAt}
              onStart={startStep}
              links={<SheetLinks sessionId={sessionId} started={startedAtMs !== null} />}
            />
            <ReactionTotals totals={room.reactions} />
            <div className="row keys">
              <Button compact variant="ghost" onClick={() => setKeysOpen(true)}>
                All keys <kbd>?</kbd>
              </Button>
            </div>
          </div>
        </main>
      )}
      <PendingKey prefix={prefix} />
      {keysOpen && <KeysDialog onClose={() => setKeysOpen(false)} />}
      {leaving && (
        <Confirm
          title="You are live"
          confirm="Stop the video and leave"
          testId="leave-confirm"
          busy={broadcast?.phase === 'stopping'}
          onConfirm={async () => {
            await broadcaster?.stop();
            await leave();
          }}
          onClose={() => setLeaving(false)}
        >
          The video stops for everyone when you leave the console. The class itself goes on until it
          is ended.
        </Confirm>
      )}
    </div>
  );
}
