import { useEffect, useMemo, useRef, useState } from 'react';
import { runSheets } from '../api/coaching';
import { type ApiProblem, asProblem } from '../api/http';
import type { Block, PlanFinding, SessionRunSheet } from '../api/types';
import { newId } from '../lib/newId';
import { tab } from '../lib/storage';
import { same, toSend } from './blocks';

/** A block with an id of its own, so that it stays itself while it moves. */
export interface Item {
  id: string;
  block: Block;
}

const checkAfterMs = 500;
const itemsOf = (blocks: readonly Block[]) => blocks.map((block): Item => ({ id: newId(), block }));

/** What was not saved outlives a reload. */
const draftOf = (sessionId: string) => `run-sheet.${sessionId}`;

/**
 * The blocks being edited, what the plan check says of them a moment later, and saving. An unsaved
 * draft outlives a reload.
 */
export function useEditor(
  sessionId: string,
  loaded: SessionRunSheet,
  valid: (blocks: Block[]) => boolean,
) {
  const [saved, setSaved] = useState(loaded.blocks);
  const [restored, setRestored] = useState(() => {
    const draft = loaded.editable ? tab.readJson<Block[] | null>(draftOf(sessionId), null) : null;
    return draft !== null && !same(draft, loaded.blocks) ? draft : null;
  });
  const [items, setItems] = useState(() => itemsOf(restored ?? loaded.blocks));
  const [findings, setFindings] = useState<PlanFinding[]>(loaded.findings);
  const [checking, setChecking] = useState(false);
  const [saving, setSaving] = useState(false);
  const [said, setSaid] = useState('');
  /** The blocks as they were before a removal, while that is the last thing that was done. */
  const [beforeRemoval, setBeforeRemoval] = useState<readonly Block[]>();
  const [problem, setProblem] = useState<ApiProblem>();
  const [editable, setEditable] = useState(loaded.editable);
  const blocks = useMemo(() => items.map((item) => item.block), [items]);
  const dirty = !same(blocks, saved);
  const sendable = blocks.length > 0 && valid(blocks);
  const sent = JSON.stringify(toSend(blocks));
  const checked = useRef(JSON.stringify(toSend(loaded.blocks)));

  useEffect(
    () => tab.writeJson(draftOf(sessionId), dirty && editable ? blocks : null),
    [sessionId, dirty, editable, blocks],
  );

  useEffect(() => {
    if (sent === checked.current || !sendable) return;
    let stale = false;
    setChecking(true);
    const timer = setTimeout(() => {
      runSheets.check(JSON.parse(sent) as Block[]).then(
        (answer) => {
          if (stale) return;
          checked.current = sent;
          setFindings(answer.findings);
          setProblem(undefined);
          setChecking(false);
        },
        (error: unknown) => {
          if (stale) return;
          setProblem(asProblem(error));
          setChecking(false);
        },
      );
    }, checkAfterMs);
    return () => {
      stale = true;
      clearTimeout(timer);
      setChecking(false);
    };
  }, [sent, sendable]);

  const change = (next: Item[], message = '', before?: readonly Block[]) => {
    setItems(next);
    setSaid(message);
    setBeforeRemoval(before);
  };

  const save = async () => {
    setSaving(true);
    setProblem(undefined);
    try {
      const answer = await runSheets.save(sessionId, toSend(blocks));
      setSaved(blocks);
      setRestored(null);
      if (answer?.findings) setFindings(answer.findings);
      checked.current = sent;
      setBeforeRemoval(undefined);
      setSaid('Saved. An open console shows the new plan at once.');
    } catch (error) {
      const one = asProblem(error);
      if (one.code === 'run-sheet.locked' || one.code === 'session.closed') setEditable(false);
      setProblem(one);
    }
    setSaving(false);
  };

  return {
    items,
    blocks,
    findings,
    checking,
    saving,
    said,
    beforeRemoval,
    problem,
    editable,
    dirty,
    save,
    change,
    restored: restored !== null,
    replace: (next: readonly Block[], message: string) => change(itemsOf(next), message),
    discard: () => {
      setRestored(null);
      change(itemsOf(saved), 'Back to the saved version.');
    },
    add: (block: Block, message: string) => change([...items, { id: newId(), block }], message),
  };
}
