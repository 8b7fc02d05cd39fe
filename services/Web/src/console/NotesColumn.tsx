import type { ComponentProps, RefObject } from 'react';
import type { RoomClient } from '../live/roomClient';
import type { RoomState } from '../live/roomState';
import { ReactionTotals } from './Hands';
import { KeysButton } from './KeysDialog';
import { NotePanel } from './NotePanel';
import { RunSheetPanel } from './RunSheetPanel';
import { SheetLinks } from './SheetLinks';
import { TemplatePanel } from './TemplatePanel';
import type { Coaching } from './useCoaching';
import type { useCueing } from './useCueing';
import type { useTemplates } from './useTemplates';
import type { Wall } from './useWall';
import { WallLook } from './WallLook';

interface Props {
  sessionId: string;
  room: RoomState;
  client: RoomClient;
  coach: Coaching;
  wall: Wall;
  cueing: ReturnType<typeof useCueing>;
  templates: ReturnType<typeof useTemplates>;
  note: { text: string; onText: (text: string) => void; box: RefObject<HTMLInputElement | null> };
  onTemplate: ComponentProps<typeof TemplatePanel>['onUse'];
  onKeys: () => void;
}

/** What can be said to one person, and what comes next for everybody. */
export function NotesColumn({
  sessionId,
  room,
  client,
  coach,
  wall,
  cueing,
  templates,
  note,
  onTemplate,
  onKeys,
}: Props) {
  return (
    <div className="console-column">
      {wall.open && (
        <WallLook key={wall.open.memberId} wall={wall} coach={coach} cell={wall.open} />
      )}
      <NotePanel coach={coach} step={coach.step} looking={wall.open !== undefined} {...note} />
      <TemplatePanel
        texts={templates.texts}
        ready={templates.ready}
        onUse={onTemplate}
        save={templates.save}
      />
      <RunSheetPanel
        steps={cueing.steps}
        current={cueing.current}
        clock={client.clock}
        live={cueing.live && cueing.mayCue}
        waits={!cueing.started && !cueing.over}
        shiftAt={cueing.shiftAt}
        onStart={cueing.startStep}
        links={<SheetLinks sessionId={sessionId} started={cueing.started} />}
      />
      <ReactionTotals totals={room.reactions} />
      <KeysButton onOpen={onKeys} />
    </div>
  );
}
