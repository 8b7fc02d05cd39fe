import { type Box, frame } from './painter';

/** Brightness of a picture, row by row, 0 (black) to 255; few cells, so that noise is none. */
export interface Luma {
  width: number;
  height: number;
  values: Uint8Array;
}

/** From the four bytes of each pixel (ITU-R BT.601). */
export function lumaOf({ data, width, height }: ImageData): Luma {
  const values = new Uint8Array(width * height);
  for (let at = 0; at < values.length; at += 1)
    values[at] = 0.299 * data[4 * at]! + 0.587 * data[4 * at + 1]! + 0.114 * data[4 * at + 2]!;
  return { width, height, values };
}

const isIn = ({ x, y, width, height }: Box, across: number, down: number) =>
  across >= x && across <= x + width && down >= y && down <= y + height;

const middle: Box = { x: 0.3, y: 0.2, width: 0.4, height: 0.6 };
const tooDark = 45;
const bright = 140;
/** So much brighter is what is around somebody who stands against the light. */
const muchBrighter = 60;

export type Light = 'dark' | 'against' | 'good';

/** Whether a person in the middle can be seen. */
export function lightOf({ width, height, values }: Luma): Light {
  const sums = { in: 0, out: 0 };
  const counts = { in: 0, out: 0 };
  values.forEach((value, at) => {
    const across = ((at % width) + 0.5) / width;
    const where = isIn(middle, across, (Math.floor(at / width) + 0.5) / height) ? 'in' : 'out';
    sums[where] += value;
    counts[where] += 1;
  });
  const [inside, outside] = [sums.in / counts.in, sums.out / counts.out];
  if ((sums.in + sums.out) / values.length < tooDark) return 'dark';
  return outside > bright && outside - inside > muchBrighter ? 'against' : 'good';
}

export type Place = 'nobody' | 'edge' | 'inside';

const changed = 14;
/** More than that at once is the light or the phone, not a person. */
const everything = 0.6;
const rememberedMs = 8_000;
/** Who steps back is out of the edge soon. */
const edgeMs = 2_500;
const enoughInside = 0.04;
const enoughAtEdge = 0.1;

/** Sees by what moves whether somebody is in the frame, and whether all of them is. */
export class Movement {
  private before: Luma | null = null;
  private movedAt: Float64Array = new Float64Array(0);

  add(luma: Luma, nowMs: number): void {
    const { before } = this;
    this.before = luma;
    if (before?.values.length !== luma.values.length) {
      this.movedAt = new Float64Array(luma.values.length).fill(-Infinity);
      return;
    }
    const moved = [...luma.values.keys()].filter(
      (at) => Math.abs(luma.values[at]! - before.values[at]!) > changed,
    );
    if (moved.length > everything * luma.values.length) return;
    for (const at of moved) this.movedAt[at] = nowMs;
  }

  place(nowMs: number): Place {
    if (this.before === null) return 'nobody';
    const { width, height } = this.before;
    const share = (withinMs: number, of: (across: number, down: number) => boolean) => {
      let [all, moved] = [0, 0];
      this.movedAt.forEach((at, index) => {
        if (!of(index % width, Math.floor(index / width))) return;
        all += 1;
        if (nowMs - at <= withinMs) moved += 1;
      });
      return moved / all;
    };
    const edges = [
      (across: number) => across === 0,
      (across: number) => across === width - 1,
      (_: number, down: number) => down === 0,
      (_: number, down: number) => down === height - 1,
    ];
    if (edges.some((edge) => share(edgeMs, edge) > enoughAtEdge)) return 'edge';
    const inFrame = (across: number, down: number) =>
      isIn(frame, (across + 0.5) / width, (down + 0.5) / height);
    return share(rememberedMs, inFrame) >= enoughInside ? 'inside' : 'nobody';
  }
}

/** How a phone stands, in degrees. */
export interface Tilt {
  /** Of its back from upright: above 0 it leans back and looks up, below 0 it looks down. */
  lean: number;
  /** Of its lower edge from level. */
  roll: number;
}

const radians = (degrees: number) => (degrees * Math.PI) / 180;

/**
 * From what the device tells of its orientation (W3C Device Orientation, degrees around its x and y
 * axes); the third angle is a compass and says nothing here.
 */
export function tiltOf(beta: number, gamma: number): Tilt {
  const [b, c] = [radians(beta), radians(gamma)];
  // What is up, seen from the device: x to its right, y to its upper edge, z out of its screen.
  const [x, y, z] = [-Math.cos(b) * Math.sin(c), Math.sin(b), Math.cos(b) * Math.cos(c)];
  const lean = (Math.asin(Math.max(-1, Math.min(1, z))) * 180) / Math.PI;
  const turn = (Math.atan2(x, y) * 180) / Math.PI;
  // Upright or on any of its sides: what counts is how far from the nearest of them.
  const roll = turn - 90 * Math.round(turn / 90);
  return { lean, roll };
}

export interface Advice {
  code: 'dark' | 'against' | 'up' | 'down' | 'crooked' | 'edge' | 'nobody' | 'good';
  message: string;
}

const most = { lean: 25, roll: 12 };

const messages: Record<Advice['code'], string> = {
  dark: 'It’s too dark. Turn on a light in front of you.',
  against: 'The light is behind you. Turn, so that window or lamp is in front of you.',
  up: 'Your camera looks up. Stand it up straighter.',
  down: 'Your camera looks down. Stand it up straighter.',
  crooked: 'Your camera stands crooked. Straighten it.',
  edge: 'Part of you is outside. Step back until you fit into the frame.',
  nobody: 'Step into the frame and move a little.',
  good: 'That’s good: you are in view.',
};

/** One advice at a time, what comes first first. */
export function adviceOf(light: Light, tilt: Tilt | null, place: Place): Advice {
  const say = (code: Advice['code']): Advice => ({ code, message: messages[code] });
  if (light === 'dark') return say('dark');
  if (tilt !== null && Math.abs(tilt.lean) > most.lean) return say(tilt.lean > 0 ? 'up' : 'down');
  if (tilt !== null && Math.abs(tilt.roll) > most.roll) return say('crooked');
  if (light === 'against') return say('against');
  return say(place === 'inside' ? 'good' : place);
}
