// What leaders read and write: run sheets as blocks, levels, note history and templates, the report of a class.
import type { PreparedCue, RunSheet } from '../contract/hub';

/** How much of an exercise: rounds by the breath, holds, or repetitions. */
export interface Amount {
  sets?: number | null;
  holdSeconds?: number | null;
  repetitions?: number | null;
  rounds?: number | null;
  inSeconds?: number | null;
  outSeconds?: number | null;
  variation?: string | null;
}

/** One exercise of a run sheet as the editor edits it; a prepared cue's `atSeconds` counts from the block's first work step. */
export interface Block extends Amount {
  exercise: string;
  restSeconds: number;
  changeSeconds: number;
  instruction?: string | null;
  cues: PreparedCue[];
}

/** What the plan check says: a sentence, and why it matters. */
export interface PlanFinding {
  code: string;
  message: string;
  why: string;
}

export interface PlannedRunSheet {
  blocks: Block[];
  runSheet: RunSheet;
  findings: PlanFinding[];
}

export interface SessionRunSheet extends PlannedRunSheet {
  editable: boolean;
}

/** How much of an exercise at one level, for the editor. */
export interface DosageOfLevel extends Amount {
  level: number | string;
  text: string;
  leaveOut?: boolean;
}

export interface SessionLevels {
  members: { memberId: string; level: number; exercises: Record<string, number> }[];
}

export interface HistoryNote {
  noteId: string;
  sessionId: string;
  title: string;
  atMs: number;
  exercise?: string | null;
  fault?: string | null;
  text: string;
  fromName: string;
  seenAtMs?: number | null;
  resolvedAtMs?: number | null;
}

export interface NoteHistory {
  memberId: string;
  notes: HistoryNote[];
}

export interface NoteTemplates {
  templates: { text: string }[];
}

/** A class as its leaders look back on it. */
export interface ClassReport {
  participants: number;
  peak: number;
  curve: { atMs: number; count: number }[];
  /** Without a fault: notes in own words. */
  notes: {
    exercise?: string | null;
    fault?: string | null;
    name: string;
    count: number;
    members: number;
    seen: number;
    better: number;
  }[];
  /** Without a step: before the first, and after the class. */
  reactions: { stepIndex?: number | null; name: string; counts: Record<string, number> }[];
}
