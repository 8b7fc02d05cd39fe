import type { PictureHeader, PictureKind } from '../mirror/protocol';
import { ageOf, ageText, isLate, type Shown } from './age';
import type { Picture } from './decoding';
import { drawOn, wipe } from './painter';

/** Where a picture is drawn; `data-age` is told to `root`. */
export interface Place {
  root: HTMLElement;
  canvas: HTMLCanvasElement;
  age: HTMLElement;
}

/** Without a look-in picture for so long the tile is drawn in its place. */
const lookInGoneMs = 1_000;

interface View {
  places: Partial<Record<PictureKind, Place>>;
  shown: Partial<Record<PictureKind, Shown>>;
}

/** Who is drawn where, and how old what is seen of them is; past React, many times a second. */
export class Places {
  private readonly views = new Map<string, View>();

  constructor(private readonly now: () => number) {}

  attach(memberId: string, kind: PictureKind, place: Place): () => void {
    const { places } = this.view(memberId);
    places[kind] = place;
    // Whoever looks in sees something at once.
    const small = kind === 2 ? places[1]?.canvas : undefined;
    if (small && small.width > 1) {
      place.canvas.width = small.width;
      place.canvas.height = small.height;
      place.canvas.getContext('2d', { alpha: false })?.drawImage(small, 0, 0);
    }
    this.tellAge(memberId);
    return () => {
      if (places[kind] === place) delete places[kind];
    };
  }

  /** The newest picture of this kind; not the picture itself, which is the painter's. */
  show(memberId: string, header: PictureHeader): void {
    this.view(memberId).shown[header.kind] = header;
  }

  draw(memberId: string, header: PictureHeader, picture: Picture): void {
    const { places } = this.view(memberId);
    const own = places[header.kind];
    if (own) drawOn(own.canvas, picture);
    if (header.kind === 1 && places[2] && !this.hasLookIn(memberId, header.capturedAtMs))
      drawOn(places[2].canvas, picture);
    this.tellAge(memberId);
  }

  /** The newest of both kinds: what a leader's eye is on. */
  newest(memberId: string): Shown | undefined {
    const { 1: small, 2: large } = this.views.get(memberId)?.shown ?? {};
    return small && large
      ? small.capturedAtMs > large.capturedAtMs
        ? small
        : large
      : (large ?? small);
  }

  /** Nothing of their look-in counts any more. */
  endLookIn(memberId: string): void {
    delete this.views.get(memberId)?.shown[2];
  }

  /** They stopped or paused: nothing of them stays on screen. */
  forget(memberId: string): void {
    const view = this.views.get(memberId);
    if (!view) return;
    view.shown = {};
    for (const place of Object.values(view.places)) {
      wipe(place.canvas);
      place.age.textContent = '';
      delete place.root.dataset.age;
    }
  }

  tellAge(memberId: string): void {
    const view = this.views.get(memberId);
    if (!view) return;
    const now = this.now();
    for (const kind of [1, 2] as const) {
      const place = view.places[kind];
      const shown = kind === 1 ? view.shown[1] : this.newest(memberId);
      if (!place || !shown) continue;
      const age = ageOf(shown, now);
      place.root.dataset.age = String(Math.round(age));
      const text = isLate(shown, now) ? ageText(age) : '';
      if (place.age.textContent !== text) place.age.textContent = text;
    }
  }

  private hasLookIn(memberId: string, atMs: number): boolean {
    const large = this.views.get(memberId)?.shown[2];
    return large !== undefined && atMs - large.capturedAtMs < lookInGoneMs;
  }

  private view(memberId: string): View {
    let view = this.views.get(memberId);
    if (!view) this.views.set(memberId, (view = { places: {}, shown: {} }));
    return view;
  }
}
