import { useEffect, useRef, useState } from 'react';
import { Navigate, useNavigate, useParams } from 'react-router';
import { useBroadcaster } from '../broadcast/useBroadcaster';
import { crowded } from '../live/hubError';
import { useRoom } from '../live/useRoom';
import { useTitle, Waiting } from '../design/primitives';
import { ConnectionBanner } from '../room/ConnectionBanner';
import { ReactionBubbles } from '../room/Reactions';
import { RoomRefused } from '../room/RoomRefused';
import { usePictureClock } from '../video/useVideo';
import { useMirrorWall } from '../wall/useMirrorWall';
import { ClassControls } from './ClassControls';
import { CueBox } from './CueBox';
import { classKey, coachingKey } from './consoleKeys';
import { ConsoleHead, LeaveLive } from './ConsoleHead';
import { ConsoleVideo } from './ConsoleVideo';
import { KeysDialog, PendingKey } from './KeysDialog';
import { LeadBanner } from './LeadBanner';
import { NotesColumn } from './NotesColumn';
import { OutsideClass } from './OutsideClass';
import { PeopleColumn } from './PeopleColumn';
import { PreparedPanel } from './PreparedPanel';
import { SentPanel } from './SentPanel';
import { useSheetChange } from './SheetLinks';
import { useCoaching } from './useCoaching';
import { useCueing } from './useCueing';
import { useRemoved } from './useRemoved';
import { useTemplates } from './useTemplates';
import { ActSaid } from './ActSaid';
import { useAct } from './useAct';
import { usePrepared } from './usePrepared';
import { useShortcuts } from './useShortcuts';
import { useWall } from './useWall';
import './console.css';
import './roster.css';
import './notes.css';
import './cues.css';
import './layouts.css';
import './wall.css';

export function ConsolePage() {
  const { id = '' } = useParams();
  return <Console key={id} sessionId={id} />;
}

function Console({ sessionId }: { sessionId: string }) {
  const navigate = useNavigate();
  const { room, client } = useRoom(sessionId);
  const { act, said, say, problem, dismiss } = useAct();
  const [leaving, setLeaving] = useState(false);
  const [keysOpen, setKeysOpen] = useState(false);
  const [noteText, setNoteText] = useState('');
  const { broadcaster, state: broadcast } = useBroadcaster(sessionId, client?.clock);
  const picture = usePictureClock(client?.clock);
  const searchBox = useRef<HTMLInputElement>(null);
  const cueBox = useRef<HTMLInputElement>(null);
  const noteBox = useRef<HTMLInputElement>(null);
  const cueing = useCueing(room, client, picture, act);
  const { over, live, current, steps, nextIndex, mayCue, sendCue, startStep, shiftAt } = cueing;
  const streams = broadcast?.phase === 'on' || broadcast?.phase === 'stopping';
  useTitle(room.join ? `Console: ${room.join.title}` : 'Console');
  // The end of the class is the end of its video, whoever ended it.
  useEffect(() => {
    if (over) void broadcaster?.stop().then(() => broadcaster.close());
  }, [over, broadcaster]);
  const mirror = useMirrorWall(sessionId, room, client);
  const { sharing } = mirror;
  const stepOf = (memberId?: string) =>
    steps[mirror.state.steps[memberId ?? ''] ?? -1] ?? current?.step;
  const coach = useCoaching(sessionId, room, client, { sharing, stepOf }, act);
  const wall = useWall(mirror, coach, {
    seats: room.join?.seats ?? [],
    stepOf,
    writing: noteText !== '',
  });
  const { removed, remove, readmit } = useRemoved(room, client, act, coach.drop);
  const prepared = usePrepared(room, live, sendCue, act);
  const templates = useTemplates();
  const insertTemplate = (text: string | undefined) => {
    if (text === undefined) return false;
    setNoteText(text);
    // The field may only be there after this.
    setTimeout(() => noteBox.current?.focus());
    return true;
  };
  useSheetChange(room.join?.runSheet, say);
  const prefix = useShortcuts(
    (key) =>
      wall.key(key) ??
      coachingKey(key, coach) ??
      classKey(key, {
        template: (index) => insertTemplate(templates.texts[index]),
        nextStep: () =>
          live && mayCue && nextIndex < steps.length && (void startStep(nextIndex), true),
        prepared: () => live && prepared.goNext(),
        cue: () => (cueBox.current?.focus(), true),
        search: () => (searchBox.current?.focus(), true),
        help: () => (setKeysOpen(true), true),
      }),
  );

  if (room.join?.role === 'participant')
    return <Navigate to={`/sessions/${sessionId}/room`} replace />;

  const leave = async () => {
    await client?.dispose();
    navigate(`/sessions/${sessionId}`, { replace: true });
  };

  return (
    <div className="console" data-testid="console" data-live={live}>
      <ConsoleHead
        title={room.join?.title ?? 'Console'}
        count={room.presence.count}
        onLeave={() => (streams || (live && room.leads) ? setLeaving(true) : void leave())}
      />
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
        <main
          className={`console-main ${wall.shares ? 'with-wall' : ''}`}
          data-role={room.join.role}
          id="main"
          tabIndex={-1}
        >
          <PeopleColumn
            sessionId={sessionId}
            room={room}
            client={client}
            coach={coach}
            wall={wall}
            act={act}
            searchBox={searchBox}
            removed={removed}
            onRemove={(row) => remove({ ...row, role: 'participant' })}
            onReadmit={readmit}
          />
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
            <OutsideClass
              sessionId={sessionId}
              startsAtMs={room.join.startsAtMs}
              clock={client.clock}
              live={live}
              over={over}
            />
            <ActSaid said={said} problem={problem} onDismiss={dismiss} />
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
            {!over && (
              <ConsoleVideo
                sessionId={sessionId}
                room={room}
                clock={client.clock}
                picture={picture}
                broadcaster={broadcaster}
                state={broadcast}
              />
            )}
            <SentPanel cues={room.cueLog.cues} steps={steps} notes={room.notes} />
            <ReactionBubbles room={room} />
          </div>
          <NotesColumn
            sessionId={sessionId}
            room={room}
            client={client}
            coach={coach}
            wall={wall}
            cueing={cueing}
            templates={templates}
            note={{ text: noteText, onText: setNoteText, box: noteBox }}
            onTemplate={insertTemplate}
            onKeys={() => setKeysOpen(true)}
          />
        </main>
      )}
      <PendingKey prefix={prefix} />
      {keysOpen && <KeysDialog onClose={() => setKeysOpen(false)} />}
      {leaving && (
        <LeaveLive
          streams={streams}
          busy={broadcast?.phase === 'stopping'}
          onLeave={async () => {
            await broadcaster?.stop();
            await leave();
          }}
          onClose={() => setLeaving(false)}
        />
      )}
    </div>
  );
}
