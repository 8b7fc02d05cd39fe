// The HTTP wire of the library: exercises and programmes.
import type { RunSheet } from '../contract/hub';
import type { ExerciseVariation, FigureData, Lang } from './practiceTypes';

export interface ExerciseSummary {
  slug: string;
  name: string;
  alsoCalled?: string | null;
  kind: string;
  chain: string;
  level: string;
  equipment: string;
  purpose: string;
  summary: string;
}

export interface Exercise extends ExerciseSummary {
  howTo: string[];
  dosage: {
    level: number;
    text: string;
    rounds?: number | null;
    inSeconds?: number | null;
    outSeconds?: number | null;
    leaveOut?: boolean;
  }[];
  cues: string[];
  faults: { slug: string; name: string; correction: string }[];
  safety: string[];
  easier?: string | null;
  alternative?: string | null;
  lang?: Lang;
  targets?: string[];
  instruction?: string | null;
  getReady?: string | null;
  rest?: string | null;
  harder?: string | null;
  breathPattern?: string | null;
  sided?: boolean;
  variations?: ExerciseVariation[];
  figure?: FigureData | null;
}

export interface ProgrammeSummary {
  slug: string;
  title: string;
  weeks: number;
  summary: string;
  kind?: 'class' | 'break' | string;
  /** Of its first week. */
  minutes?: number;
  level?: string;
  lang?: Lang;
}

export interface ProgrammeWeek {
  number: number;
  focus: string;
  items: { exercise: string; name: string; dosage: string }[];
  runSheet: RunSheet;
}

export interface Programme {
  slug: string;
  title: string;
  summary: string;
  weeks: ProgrammeWeek[];
  kind?: 'class' | 'break' | string;
  minutes?: number;
  level?: string;
  lang?: Lang;
}
