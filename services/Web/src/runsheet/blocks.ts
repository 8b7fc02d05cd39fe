import type { Block, DosageOfLevel } from '../api/types';
import { limits } from '../contract/limits';

/** How much of an exercise is counted: breaths, a hold, or repetitions. */
export type DosageKind = 'breaths' | 'hold' | 'repetitions';

interface Range {
  minimum: number;
  maximum: number;
}

/** As the planner counts one slow repetition. */
export const secondsPerRepetition = 4;
export const mostBlocks = limits.BlocksRequest.blocks.maxItems;
export const longestSeconds = 3 * 3600;

export const kindOf = (block: Block): DosageKind =>
  block.rounds != null ? 'breaths' : block.repetitions != null ? 'repetitions' : 'hold';

/**
 * A block of the exercise as the class does it: level 1 of its dosage, or a hold of half a minute.
 */
export function newBlock(
  exercise: string,
  dosage: readonly DosageOfLevel[],
  likeBefore?: Block,
): Block {
  const own = dosage.find((one) => Number(one.level) === 1);
  const pick = {
    sets: own?.sets,
    holdSeconds: own?.holdSeconds,
    repetitions: own?.repetitions,
    rounds: own?.rounds,
    inSeconds: own?.inSeconds,
    outSeconds: own?.outSeconds,
    variation: own?.variation,
  };
  const has = own && (own.holdSeconds ?? own.repetitions ?? own.rounds) != null;
  return {
    exercise,
    ...(has ? pick : { holdSeconds: 30 }),
    restSeconds: own?.sets && own.sets > 1 ? 20 : 10,
    changeSeconds: likeBefore?.changeSeconds ?? 15,
    cues: [],
  };
}

/** Counts the block otherwise, with a start that is near what it was. */
export function withKind(block: Block, kind: DosageKind): Block {
  const plain = {
    ...block,
    holdSeconds: null,
    repetitions: null,
    rounds: null,
    inSeconds: null,
    outSeconds: null,
  };
  if (kind === 'breaths')
    return {
      ...plain,
      rounds: block.rounds ?? 10,
      inSeconds: block.inSeconds ?? 4,
      outSeconds: block.outSeconds ?? 4,
    };
  if (kind === 'repetitions') return { ...plain, repetitions: block.repetitions ?? 8 };
  return { ...plain, holdSeconds: block.holdSeconds ?? 30 };
}

/** Seconds of one set on one side. */
export function workSeconds(block: Block): number {
  if (block.rounds != null)
    return Math.ceil(block.rounds * ((block.inSeconds ?? 0) + (block.outSeconds ?? 0)));
  return block.repetitions != null
    ? block.repetitions * secondsPerRepetition
    : (block.holdSeconds ?? 0);
}

/** Seconds from the block's first work step to its end: what a prepared cue may fall into. */
export function activeSeconds(block: Block, sided: boolean): number {
  const parts = (block.sets ?? 1) * (sided ? 2 : 1);
  return parts * workSeconds(block) + (parts - 1) * (block.restSeconds ?? 0);
}

/** The block's seconds with the changeover before it; the first block has none. */
export const blockSeconds = (block: Block, index: number, sided: boolean): number =>
  activeSeconds(block, sided) + (index === 0 ? 0 : (block.changeSeconds ?? 0));

export interface Placed {
  startSeconds: number;
  seconds: number;
}

/** When each block begins in the class and how long it takes, as the planner will time it. */
export function place(
  blocks: readonly Block[],
  sided: (exercise: string) => boolean,
): { blocks: Placed[]; totalSeconds: number } {
  let at = 0;
  const placed = blocks.map((block, index) => {
    const seconds = blockSeconds(block, index, sided(block.exercise));
    const one = { startSeconds: at, seconds };
    at += seconds;
    return one;
  });
  return { blocks: placed, totalSeconds: at };
}

/** Takes one out and puts it in at another place; places out of the list are its ends. */
export function moved<T>(list: readonly T[], from: number, to: number): T[] {
  const target = Math.max(0, Math.min(list.length - 1, to));
  if (from === target || from < 0 || from >= list.length) return [...list];
  const rest = list.filter((_, index) => index !== from);
  return [...rest.slice(0, target), list[from]!, ...rest.slice(target)];
}

/** Where a block dragged to `y` belongs, by the middles of all blocks as they lie now. */
export function placeAt(middles: readonly number[], from: number, y: number): number {
  const before = middles.filter((middle, index) => index !== from && middle < y).length;
  return Math.max(0, Math.min(middles.length - 1, before));
}

/** What the server would refuse, in words; it has the last word all the same. */
export function wrongWith(block: Block, sided: boolean): string[] {
  const wrong: string[] = [];
  const check = (right: boolean, { minimum, maximum }: Range, message: string) => {
    if (!right) wrong.push(`${message} must be ${minimum} to ${maximum}.`);
  };
  const within = (value: number, { minimum, maximum }: Range) =>
    value >= minimum && value <= maximum;
  const whole = (value: number | null | undefined, range: Range, message: string) =>
    check(value == null || (Number.isInteger(value) && within(value, range)), range, message);
  const seconds = (value: number | null | undefined, range: Range, message: string) =>
    check(block.rounds == null || (value != null && within(value, range)), range, message);
  whole(block.sets, limits.Block.sets, 'Sets');
  if (kindOf(block) === 'hold')
    whole(block.holdSeconds ?? 0, limits.Block.holdSeconds, 'The hold’s seconds');
  whole(block.repetitions, limits.Block.repetitions, 'Repetitions');
  whole(block.rounds, limits.Block.rounds, 'Breaths');
  seconds(block.inSeconds, limits.Block.inSeconds, 'Seconds in');
  seconds(block.outSeconds, limits.Block.outSeconds, 'Seconds out');
  whole(block.restSeconds, limits.Block.restSeconds, 'Rest');
  whole(block.changeSeconds, limits.Block.changeSeconds, 'Get-ready time');
  if (!sided && block.instruction?.includes('{side}'))
    wrong.push('The instruction says {side}, but this exercise has no sides.');
  const active = activeSeconds(block, sided);
  for (const cue of block.cues ?? []) {
    if (cue.text.trim() === '') wrong.push('A prepared cue has no words.');
    else if (!Number.isInteger(cue.atSeconds) || cue.atSeconds < 0 || cue.atSeconds >= active)
      wrong.push(`“${cue.text}” must come within the ${active} s of this exercise.`);
  }
  return wrong;
}

const number = (value: number | null | undefined) => value ?? undefined;

/** The blocks as they are sent: cues by rising time, nothing that is not said. */
export function toSend(blocks: readonly Block[]): Block[] {
  return blocks.map((block) => ({
    exercise: block.exercise,
    sets: number(block.sets),
    holdSeconds: number(block.holdSeconds),
    repetitions: number(block.repetitions),
    rounds: number(block.rounds),
    inSeconds: number(block.inSeconds),
    outSeconds: number(block.outSeconds),
    variation: block.variation?.trim() || undefined,
    restSeconds: block.restSeconds,
    changeSeconds: block.changeSeconds,
    instruction: block.instruction?.trim() || undefined,
    cues: [...(block.cues ?? [])]
      .map((cue) => ({ atSeconds: cue.atSeconds, text: cue.text.trim() }))
      .sort((a, b) => a.atSeconds - b.atSeconds),
  }));
}

export const same = (a: readonly Block[], b: readonly Block[]): boolean =>
  JSON.stringify(toSend(a)) === JSON.stringify(toSend(b));

/** "3 × 20 s", "20 breaths, 4 s in and 4 s out", "2 × 8 each side". */
export function dosageText(block: Block, sided: boolean): string {
  const sets = block.sets && block.sets > 1 ? `${block.sets} × ` : '';
  const amount =
    block.rounds != null
      ? `${sets}${block.rounds} breaths, ${block.inSeconds} s in and ${block.outSeconds} s out`
      : block.repetitions != null
        ? `${sets}${block.repetitions}`
        : `${sets}${block.holdSeconds ?? 0} s`;
  return [amount + (sided ? ' each side' : ''), block.variation].filter(Boolean).join(', ');
}
