// The HTTP wire of language, figures, progress, practice and what comes after a class.
import type { FormNote } from '../contract/hub';

export type Lang = 'en' | 'hi';

/** A joint's place in a 240 × 160 box with the floor at y = 142. */
export type FigurePoint = readonly [x: number, y: number];

/** An exercise's moving drawing: named joints in two or more frames, and the lines between them. */
export interface FigureData {
  /** `in`: breathing in leads to the last frame; `out`: breathing out does. */
  liftOn: 'in' | 'out';
  words: string;
  lines: { part: 'torso' | 'back' | 'limb' | 'far'; joints: string[] }[];
  frames: { joints: Record<string, FigurePoint> }[];
  props?: FigurePoint[][] | null;
}

export type Figures = Record<string, FigureData>;

export interface ExerciseVariation {
  level: number;
  name: string;
  text: string;
}

// The member's own progress.

export type ProgressDecision = 'start' | 'advance' | 'hold' | 'step-back';

export interface ExerciseProgress {
  exercise: string;
  name: string;
  level: number;
  today: { level: number; text: string; leaveOut: boolean };
  decision: ProgressDecision | string;
  because: string[];
  words: string;
}

export interface Progress {
  programme?: {
    slug: string;
    title: string;
    week: number;
    weeks: number;
    startedOn: string;
  } | null;
  painThreshold: number;
  flareToday: boolean;
  exercises: ExerciseProgress[];
}

export interface CheckIn {
  /** 1 to 10. */
  effort: number;
  /** 0 to 10. */
  pain: number;
  /** Exercises whose target was not met. */
  missed: string[];
}

export interface PracticeReport {
  practiceId: string;
  programme: string;
  week: number;
  startedAt: string;
  seconds: number;
  effort?: number | null;
  pain?: number | null;
  missed: string[];
}

export type AchePlace =
  'neck' | 'between-shoulder-blades' | 'shoulders' | 'lower-back' | 'whole-back' | 'nowhere';
export type RedFlag = 'numbness' | 'weakness' | 'chest-pain' | 'trauma' | 'fever' | 'night-pain';

export interface Intake {
  where: AchePlace[];
  redFlags: RedFlag[];
  experience: 'new' | 'some' | 'regular';
  equipment: string[];
  timeOfDay: 'morning' | 'midday' | 'evening' | 'any';
  painToday: number;
  timeZone?: string;
  /** Red flags told before that are not so any more; each stands until it is here. */
  takenBack?: RedFlag[];
}

export interface IntakeAnswer {
  clinician: boolean;
  /** Those that stand, told now or before. */
  redFlags: RedFlag[];
  advice: string[];
  programme?: { slug: string; title: string; why: string } | null;
  startLevel: number;
  series: { seriesId: string; title: string; ruleText: string; localStart: string; why: string }[];
}

export interface MyProgramme {
  programme: string;
  startLevel: number;
  startedOn?: string | null;
}

// After a class.

export interface SummaryStep {
  index: number;
  exercise: string;
  name: string;
  kind: string;
  side?: 'left' | 'right' | null;
  startedAtMs: number;
  seconds: number;
  watchedSeconds: number;
}

export interface ClassSummary {
  sessionId: string;
  title: string;
  startedAtMs?: number | null;
  endedAtMs?: number | null;
  watchedSeconds: number;
  classSeconds: number;
  /** The steps that were really cued, without the rests. */
  steps: SummaryStep[];
  notes: FormNote[];
}
