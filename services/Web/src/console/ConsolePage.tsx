import { useEffect, useMemo, useRef, useState } from 'react';
import { Navigate, useNavigate, useParams } from 'react-router';
import type { CueContent, RoomMember } from '../api/contract';
import type { ApiProblem } from '../api/http';
import { useProfile } from '../account/session';
import { useBroadcaster } from '../broadcast/useBroadcaster';
import { VideoMonitor, VideoStudio } from '../broadcast/VideoStudio';
import { hubProblem } from '../live/hubError';
import { classTimes } from '../live/roomState';
import { useRoom } from '../live/useRoom';
import { Icon } from '../design/icons';
import { Button, Confirm, ErrorNote, useTitle, Waiting } from '../design/primitives';
import { ConnectionBanner } from '../room/ConnectionBanner';
import { currentStep } from '../room/currentStep';
import { AfterClass, BeforeClass, RoomRefused } from '../room/Doors';
import { ReactionBubbles } from '../room/People';
import { usePictureClock } from '../video/useVideo';
import { ClassControls } from './ClassControls';
import { CueBox } from './CueBox';
import { HandsPanel, ReactionTotals, Shortcuts } from './Hands';
import { NotePanel } from './NotePanel';
import { matches, roster } from './roster';
import { RosterPanel } from './RosterPanel';
import { RunSheetPanel } from './RunSheetPanel';
import { SentPanel } from './SentPanel';
import { useShortcuts } from './useShortcuts';
import '../room/room.css';
import './console.css';

export function ConsolePage() {
  const { id = '' } = useParams();
  return <Console key={id} sessionId={id} />;
}

function Console({ sessionId }: { sessionId: string }) {
  const profile = useProfile();
  const navigate = useNavigate();
  const { room, client } = useRoom(sessionId);
  const [selected, setSelected] = useState<string[]>([]);
  const [search, setSearch] = useState('');
  const [problem, setProblem] = useState<ApiProblem>();
  const [said, setSaid] = useState('');
  const [leaving, setLeaving] = useState(false);
  const [removed, setRemoved] = useState<RoomMember[]>([]);
  const { broadcaster, state: broadcast } = useBroadcaster(sessionId, client?.clock);
  const picture = usePictureClock(client?.clock);
  const searchBox = useRef<HTMLInputElement>(null);
  const cueBox = useRef<HTMLInputElement>(null);
  const { startedAtMs, endedAtMs } = classTimes(room);
  const over = endedAtMs !== null || room.closed !== null;
  const live = startedAtMs !== null && !over;
  const current = currentStep(room);
  const steps = room.join?.runSheet.steps ?? [];
  const rows = useMemo(() => roster(room.presence.members, room.join?.seats ?? [], room.hands), [room.presence, room.join, room.hands]);
  const isInstructor = room.join?.role === 'instructor';
  const streams = broadcast?.phase === 'on' || broadcast?.phase === 'stopping';
  useTitle(room.join ? `Console: ${room.join.title}` : 'Console');
  useEffect(() => setRemoved(room.join?.removed ?? []), [room.join]);
  // The end of the class is the end of its video, whoever ended it.
  useEffect(() => {
    if (over) void broadcaster?.stop().then(() => broadcaster.close());
  }, [over, broadcaster]);

  /** Runs a leader's act; says what was done, or shows why not. */
  const act = async (work: Promise<unknown> | undefined, done: string): Promise<boolean> => {
    if (!work) return false;
    setProblem(undefined);
    setSaid('');
    try {
      await work;
      setSaid(done);
      return true;
    } catch (error) {
      setProblem(error instanceof Error && 'code' in error ? (error as ApiProblem) : hubProblem(error));
      return false;
    }
  };

  /** A cue goes with a frame: the instructor’s with the one that is captured now, a coach’s with the one on the coach’s screen. */
  const sendCue = (content: CueContent) => client?.sendCue(content, room.video !== 'live' ? undefined : isInstructor ? client.clock.now() : picture.frameMs ?? undefined);
  const startStep = (index: number) => act(sendCue({ kind: 'step', stepIndex: index }), `${steps[index]?.name ?? 'Step'} started`);
  const nextIndex = current?.atMs == null ? 0 : current.step.index + 1;
  const sendNote = (note: { text?: string; exercise?: string; fault?: string }) => {
    const names = rows.filter((row) => selected.includes(row.memberId)).map((row) => row.displayName).join(', ');
    return act(client?.sendNote(selected, note), `Sent to ${names}`);
  };
  const faults = current?.step.faults ?? [];
  const fault = (index: number) => () => {
    const one = faults[index];
    if (one && selected.length > 0) void sendNote({ exercise: current!.step.exercise, fault: one.slug });
  };

  useShortcuts({
    n: live && nextIndex < steps.length ? () => void startStep(nextIndex) : undefined,
    '/': () => searchBox.current?.focus(),
    c: () => cueBox.current?.focus(),
    Escape: () => {
      (document.activeElement as HTMLElement | null)?.blur();
      setSelected([]);
    },
    ...Object.fromEntries(faults.slice(0, 9).map((_, index) => [String(index + 1), fault(index)])),
  });

  if (room.join?.role === 'participant') return <Navigate to={`/sessions/${sessionId}/room`} replace />;

  const leave = async () => {
    await client?.dispose();
    navigate(`/sessions/${sessionId}`);
  };

  const remove = async (member: RoomMember) => {
    const done = await act(client?.removeMember(member.memberId), `${member.displayName} is out of the class`);
    if (done) {
      setRemoved((old) => [...old.filter((one) => one.memberId !== member.memberId), member]);
      setSelected((old) => old.filter((one) => one !== member.memberId));
    }
    return done;
  };
  const readmit = async (member: RoomMember) => {
    const done = await act(client?.readmitMember(member.memberId), `${member.displayName} may come back`);
    if (done) setRemoved((old) => old.filter((one) => one.memberId !== member.memberId));
    return done;
  };

  const pick = (memberId: string, add: boolean) =>
    setSelected((old) => add ? (old.includes(memberId) ? old.filter((one) => one !== memberId) : [...old, memberId]) : old.length === 1 && old[0] === memberId ? [] : [memberId]);

  return (
    <div className="console" data-testid="console" data-live={live}>
      <header className="room-head">
        <h1>{room.join?.title ?? 'Console'}</h1>
        <span className="badge nums" data-testid="presence-count" data-count={room.presence.count} title="People here now"><Icon name="people" /> {room.presence.count}<span className="visually-hidden"> people here now</span></span>
        <Button compact look="outline" onClick={() => (streams ? setLeaving(true) : void leave())} data-testid="leave"><Icon name="exit" /> Leave</Button>
      </header>
      <ConnectionBanner connection={room.connection} onRetry={() => client?.retryNow()} />
      {room.leadMoved && (
        <div className="connection moved" role="status" data-testid="lead-moved">
          <span className="grow">You lead from another window or device now.</span>
          <Button compact look="outline" onClick={() => void act(client?.takeLead(), 'You lead from here')}>Lead from here</Button>
        </div>
      )}
      {!room.join || !client
        ? <main className="console-wait" id="main" tabIndex={-1}>
            {room.connection === 'refused' && room.problem ? <RoomRefused problem={room.problem} sessionId={sessionId} /> : <Waiting>{room.problem?.detail ?? 'Opening the console…'}</Waiting>}
          </main>
        : (
          <main className="console-main" id="main" tabIndex={-1}>
            <div className="console-column">
              <RunSheetPanel steps={steps} current={current} clock={client.clock} live={live} onStart={startStep} />
            </div>
            <div className="console-column">
              <ClassControls room={room} clock={client.clock} current={current} nextIndex={nextIndex} role={room.join.role} act={act} client={client} onNext={() => startStep(nextIndex)} />
              {over && <AfterClass sessionId={sessionId} dayKept={null} leader />}
              {!live && !over && room.join.startsAtMs - client.clock.now() > 60_000 && <BeforeClass startsAtMs={room.join.startsAtMs} clock={client.clock} zone={profile.timeZone} open />}
              <div className="console-said" role="status" data-testid="console-said">{said}</div>
              {problem && <ErrorNote problem={problem}><Button compact look="outline" onClick={() => setProblem(undefined)}>Dismiss</Button></ErrorNote>}
              {!over && <CueBox box={cueBox} send={(content) => act(sendCue(content), 'Cue sent to everybody')} />}
              {!over && isInstructor && broadcaster && broadcast && <VideoStudio sessionId={sessionId} video={room.video} clock={client.clock} broadcaster={broadcaster} state={broadcast} />}
              {!over && !isInstructor && <VideoMonitor sessionId={sessionId} video={room.video} clock={client.clock} picture={picture} />}
              <SentPanel cues={room.stream.cues} steps={steps} notes={room.notes} />
              <ReactionBubbles room={room} />
            </div>
            <div className="console-column">
              <HandsPanel hands={room.hands} clock={client.clock} onLower={(hand) => act(client.lowerHand(hand.memberId), `Lowered the hand of ${hand.displayName}`)} onPick={(memberId) => pick(memberId, false)} />
              <NotePanel rows={rows.filter((row) => selected.includes(row.memberId))} step={current?.step} send={sendNote} onClear={() => setSelected([])} />
              <RosterPanel rows={rows.filter((row) => matches(row, search))} total={rows.length} listed={room.presence.listed} count={room.presence.count} selected={selected} search={search} searchBox={searchBox} onSearch={setSearch} onPick={pick} removed={removed} onRemove={(row) => remove({ ...row, role: 'participant' })} onReadmit={readmit} />
              <ReactionTotals totals={room.reactions} />
              <Shortcuts />
            </div>
          </main>
        )}
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
          Everybody’s picture ends when you leave the console. The class itself goes on until it is ended.
        </Confirm>
      )}
    </div>
  );
}
