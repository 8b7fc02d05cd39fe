import { useRef, useState } from 'react';
import { Link } from 'react-router';
import { runSheets } from '../api/coaching';
import { asProblem } from '../api/http';
import type { Block } from '../api/types';
import { Button, ErrorNote } from '../design/primitives';
import { Confirm } from '../design/Confirm';
import { Switch } from '../design/forms';
import { duration, plural } from '../design/time';
import { serverNow } from '../clock/serverTime';
import { AddExercise } from './AddExercise';
import { BlockCard } from './BlockCard';
import { longestSeconds, mostBlocks, moved, newBlock, place, wrongWith } from './blocks';
import { Findings } from './Findings';
import { LeaveGuard } from './LeaveGuard';
import { whyLocked } from './locked';
import type { EditorProps } from './RunSheetPage';
import { Timeline } from './Timeline';
import { useDrag } from './useDrag';
import { type Item, useEditor } from './useEditor';
import { isSided } from './exercises';

export function Editor({ sheet, session, exercises }: EditorProps) {
  const sided = (slug: string) =>
    isSided(exercises.get(slug)) ||
    sheet.runSheet.steps.some((step) => step.exercise === slug && step.side != null);
  const nameOf = (slug: string) => exercises.get(slug)?.name ?? slug;
  const wrong = (block: Block) => wrongWith(block, sided(block.exercise));
  const valid = (blocks: Block[]) =>
    blocks.length > 0 &&
    place(blocks, sided).totalSeconds <= longestSeconds &&
    blocks.every((block) => wrong(block).length === 0);
  const editor = useEditor(session.sessionId, sheet, valid);
  const { items, blocks, editable } = editor;
  const list = useRef<HTMLOListElement>(null);
  const [open, setOpen] = useState<string | null>(null);
  const [resetting, setResetting] = useState(false);
  // Can be taken back as long as what it left is on screen.
  const [removal, setRemoval] = useState<{ before: Block[]; after: Item[] }>();
  const placed = place(blocks, sided);
  const planned = Math.round((Date.parse(session.endsAt) - Date.parse(session.startsAt)) / 1000);

  const move = (from: number, to: number) => {
    const target = Math.max(0, Math.min(items.length - 1, to));
    if (target !== from)
      editor.change(
        moved(items, from, target),
        `${nameOf(items[from]!.block.exercise)} is now number ${target + 1} of ${items.length}.`,
      );
  };
  const { drag, handle } = useDrag(list, move);
  const change = (index: number, block: Block) =>
    editor.change(items.map((item, at) => (at === index ? { ...item, block } : item)));
  const remove = (index: number) => {
    const after = items.filter((_, at) => at !== index);
    setRemoval({ before: blocks, after });
    editor.change(after, `${nameOf(items[index]!.block.exercise)} is removed.`);
  };
  const add = (slug: string) => {
    editor.add(
      newBlock(slug, exercises.get(slug)?.dosage ?? [], blocks.at(-1)),
      `${nameOf(slug)} is added at the end.`,
    );
    setTimeout(() =>
      list.current?.lastElementChild?.scrollIntoView({ block: 'center', behavior: 'smooth' }),
    );
  };

  return (
    <div
      className="editor"
      data-testid="run-sheet-editor"
      data-editable={editable}
      data-dirty={editor.dirty}
    >
      {!editable && (
        <div className="notice" data-testid="run-sheet-locked">
          {whyLocked(session, serverNow())}
        </div>
      )}
      {editor.restored && editor.dirty && (
        <div className="notice warm" role="status">
          <span className="text">Your unsaved changes from before are back.</span>
          <Button compact variant="outline" onClick={editor.discard}>
            Discard them
          </Button>
        </div>
      )}
      <div className="editor-head card">
        <p className="editor-total">
          <strong className="nums" data-testid="total-time" data-seconds={placed.totalSeconds}>
            {duration(placed.totalSeconds)}
          </strong>{' '}
          <span className="muted">
            {plural(blocks.length, 'exercise')}
            {planned > 0 && `, ${Math.round(planned / 60)} min planned`}
          </span>
        </p>
        {editable && (
          <div className="row">
            {editor.dirty && (
              <Button variant="ghost" onClick={editor.discard}>
                Undo all
              </Button>
            )}
            <Button
              variant="primary"
              busy={editor.saving}
              disabled={!editor.dirty || !valid(blocks)}
              data-testid="run-sheet-save"
              onClick={() => void editor.save()}
            >
              {editor.dirty ? 'Save' : 'Saved'}
            </Button>
          </div>
        )}
        <Timeline
          blocks={blocks}
          placed={placed}
          nameOf={nameOf}
          kindOf={(slug) => exercises.get(slug)?.kind ?? ''}
        />
      </div>
      <p role="status" className="editor-said">
        {editor.said}
        {removal?.after === items && editor.dirty && (
          <Button
            compact
            variant="ghost"
            onClick={() => {
              editor.replace(removal.before, 'It’s back.');
              setRemoval(undefined);
            }}
          >
            Put it back
          </Button>
        )}
      </p>
      {editor.problem && <ErrorNote problem={editor.problem} />}
      <div className="columns">
        <div className="stack">
          <ol className="blocks" ref={list}>
            {items.map((item, index) => (
              <BlockCard
                key={item.id}
                index={index}
                count={items.length}
                block={item.block}
                exercise={exercises.get(item.block.exercise)}
                sided={sided(item.block.exercise)}
                placed={placed.blocks[index]!}
                wrong={wrong(item.block)}
                editable={editable}
                open={open === item.id}
                drag={drag}
                handle={handle(index)}
                onOpen={() => setOpen(open === item.id ? null : item.id)}
                onMove={(to) => move(index, to)}
                onChange={(block) => change(index, block)}
                onRemove={() => remove(index)}
              />
            ))}
          </ol>
          {blocks.length === 0 && (
            <p className="muted">A class plan needs at least one exercise.</p>
          )}
          {editable && (
            <AddExercise
              exercises={[...exercises.values()]}
              disabled={blocks.length >= mostBlocks}
              onAdd={add}
            />
          )}
        </div>
        <aside className="stack editor-side">
          <Findings findings={editor.findings} checking={editor.checking} />
          {editable && (
            <section className="card stack-s">
              <h2>From the programme</h2>
              <p className="muted small">
                Go back to week {session.week} of the programme. Your changes to this class will be
                lost.
              </p>
              <div className="row">
                <Button compact variant="outline" onClick={() => setResetting(true)}>
                  Start from the programme
                </Button>
              </div>
            </section>
          )}
          <p className="muted small">
            Drag an exercise by its handle, or use the arrows. Times adjust by themselves. The{' '}
            <Link to="/library">library</Link> describes every exercise.
          </p>
        </aside>
      </div>
      {resetting && (
        <Reset
          session={session}
          onClose={() => setResetting(false)}
          onTake={(taken) =>
            editor.replace(taken, `Week ${session.week} of the programme is here. Save to keep it.`)
          }
        />
      )}
      <LeaveGuard on={editor.dirty && editable} />
    </div>
  );
}

function Reset({
  session,
  onClose,
  onTake,
}: {
  session: EditorProps['session'];
  onClose: () => void;
  onTake: (blocks: Block[]) => void;
}) {
  const [busy, setBusy] = useState(false);
  const [keepCues, setKeepCues] = useState(true);
  const [problem, setProblem] = useState<ReturnType<typeof asProblem>>();
  const take = async () => {
    setBusy(true);
    try {
      const { blocks } = await runSheets.ofWeek(session.programme, session.week);
      onTake(keepCues ? blocks : blocks.map((block) => ({ ...block, cues: [] })));
      onClose();
    } catch (error) {
      setProblem(asProblem(error));
      setBusy(false);
    }
  };
  return (
    <Confirm
      title="Start from the programme?"
      confirm="Replace"
      variant="primary"
      busy={busy}
      problem={problem}
      onConfirm={() => void take()}
      onClose={onClose}
    >
      All exercises are replaced by those of week {session.week}. Nothing changes until you save.
      <Switch checked={keepCues} onChange={setKeepCues}>
        Keep the programme’s prepared cues
      </Switch>
    </Confirm>
  );
}
