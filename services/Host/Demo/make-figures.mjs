#!/usr/bin/env node
// Makes demo-figures.tar.gz: what the simulated participants of the demo's classes share. Somebody drawn does every
// exercise of the library, in as many poses as `poses`, as WebP stills of both sizes of the mirror; and one of them
// does it wrong, above all with the shoulders up at the ears. movements.json says on which half of the breath each
// movement lifts, and which fault of its exercise is drawn. Needs ffmpeg with libwebp, tar and gzip.
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const here = import.meta.dirname;
const content = join(here, "../../Scheduling/Content");
const poses = 8;
const sizes = { tile: [160, 120], "look-in": [320, 240] };
const quality = { tile: 45, "look-in": 38 };

/** Wall, floor, mat, shirt, trousers, skin, hair. */
const people = [
  ["e9dfd0", "b98f63", "6f8f86", "c8553d", "3b4a63", "e0a882", "3a2a22"],
  ["dde6ea", "8c7b6b", "c9a9c4", "2f7f8f", "2b2f38", "8d5a3b", "1b1614"],
  ["d9d2e4", "7d8a5c", "e6c86e", "4f7d45", "6b5a4a", "c68e63", "d9d4cc"],
  ["f1e6cf", "a7a39a", "88a3d4", "e2b33c", "5a4763", "f0c9a6", "8a5a2b"],
].map((colours) => colours.map((colour) => [0, 2, 4].map((at) => parseInt(colour.slice(at, at + 2), 16))));

const mix = (a, b, t) => a.map((value, i) => value + (b[i] - value) * t);
const add = ([ax, ay], [bx, by], times = 1) => [ax + bx * times, ay + by * times];
const towards = ([ax, ay], [bx, by]) => {
  const length = Math.hypot(bx - ax, by - ay) || 1;
  return [(bx - ax) / length, (by - ay) / length];
};

/** The shoulders come up to the ears, and the head sinks between them. */
function shrug(joints) {
  const up = towards(joints.upperThoracic, joints.head);
  const moved = { ...joints, head: add(joints.head, up, -4) };
  for (const [name, point] of Object.entries(joints)) {
    if (/Shoulder$|Acromion$/.test(name)) moved[name] = add(point, up, 17);
    else if (/Collarbone$/.test(name)) moved[name] = add(point, up, 6);
    else if (/Elbow$/.test(name)) moved[name] = add(point, up, 6);
  }
  return moved;
}

/** The head goes back as far as the neck lets it. */
function throwHeadBack(joints) {
  const [x, y] = add(joints.head, joints.neck, -1);
  const [cos, sin] = [Math.cos(-0.95), Math.sin(-0.95)];
  return { ...joints, head: add(joints.neck, [x * cos - y * sin, x * sin + y * cos]) };
}

function sag(joints) {
  const moved = { ...joints };
  for (const [name, by] of [
    ["pelvis", 18],
    ["leftHip", 18],
    ["rightHip", 18],
    ["lumbar", 12],
    ["midThoracic", 4],
  ])
    moved[name] = add(joints[name], [0, by]);
  return moved;
}

/** Which fault is drawn, and what it does beside pulling the shoulders up. */
const faults = {
  camel: ["head-thrown-back", throwHeadBack],
  "cat-cow": ["neck-hyperextension", throwHeadBack],
  cobra: ["shoulders-at-ears"],
  "diaphragmatic-breathing": [null],
  "eagle-arms": ["shoulders-creeping-up"],
  "inverted-row": ["hips-sagging", sag],
  locust: ["shrugged-shoulders"],
  "thread-the-needle": ["collapsed-shoulder"],
};

const read = (path) => JSON.parse(readFileSync(path, "utf8"));

function jointsAt(figure, t) {
  const place = t * (figure.frames.length - 1);
  const index = Math.min(Math.floor(place), figure.frames.length - 2);
  const [from, to] = [figure.frames[index].joints, figure.frames[index + 1].joints];
  return Object.fromEntries(Object.keys(from).map((name) => [name, mix(from[name], to[name], place - index)]));
}

/** A smooth curve through points (Catmull–Rom), as short straight pieces. */
function curve(points) {
  const at = (index) => points[Math.min(Math.max(index, 0), points.length - 1)];
  const along = [points[0]];
  for (let i = 0; i < points.length - 1; i++)
    for (let t = 0.25; t <= 1; t += 0.25) {
      const [p0, p1, p2, p3] = [at(i - 1), at(i), at(i + 1), at(i + 2)];
      along.push(
        [0, 1].map(
          (k) =>
            0.5 *
            (2 * p1[k] +
              (p2[k] - p0[k]) * t +
              (2 * p0[k] - 5 * p1[k] + 4 * p2[k] - p3[k]) * t ** 2 +
              (3 * p1[k] - p0[k] - 3 * p2[k] + p3[k]) * t ** 3),
        ),
      );
    }
  return along;
}

/** A picture of the library's box of 240 × 160, floor at y = 142, which it shows whole and in the middle. */
class Picture {
  constructor([width, height], wall, floor) {
    Object.assign(this, { width, height, scale: width / 240 });
    this.top = (height - 160 * this.scale) / 2;
    this.data = Buffer.alloc(width * height * 3);
    const horizon = this.top + 122 * this.scale;
    for (let y = 0; y < height; y++)
      for (let x = 0; x < width; x++) this.data.set(y < horizon ? wall : floor, (y * width + x) * 3);
  }

  /** A stroke with round ends. */
  stroke(points, strokeWidth, colour) {
    const radius = (strokeWidth / 2) * this.scale;
    const placed = points.map(([x, y]) => [x * this.scale, this.top + y * this.scale]);
    for (let i = 0; i < Math.max(1, placed.length - 1); i++)
      this.#piece(placed[i], placed[i + 1] ?? placed[i], radius, colour);
  }

  disc(centre, radius, colour) {
    this.stroke([centre], radius * 2, colour);
  }

  #piece([ax, ay], [bx, by], radius, colour) {
    const [dx, dy] = [bx - ax, by - ay];
    const squared = dx * dx + dy * dy || 1;
    const within = (value, most) => Math.min(Math.max(Math.round(value), 0), most);
    const [left, right] = [
      within(Math.min(ax, bx) - radius - 1, this.width),
      within(Math.max(ax, bx) + radius + 2, this.width),
    ];
    const [top, bottom] = [
      within(Math.min(ay, by) - radius - 1, this.height),
      within(Math.max(ay, by) + radius + 2, this.height),
    ];
    for (let y = top; y < bottom; y++)
      for (let x = left; x < right; x++) {
        const [px, py] = [x + 0.5, y + 0.5];
        const along = Math.min(Math.max(((px - ax) * dx + (py - ay) * dy) / squared, 0), 1);
        const away = Math.hypot(px - ax - dx * along, py - ay - dy * along) - radius;
        const share = Math.min(Math.max(0.5 - away, 0), 1);
        const at = (y * this.width + x) * 3;
        for (let k = 0; k < 3 && share > 0; k++) this.data[at + k] += (colour[k] - this.data[at + k]) * share;
      }
  }
}

function draw(size, [wall, floor, mat, shirt, trousers, skin, hair], figure, joints, flip, isWrong) {
  const picture = new Picture(size, wall, floor);
  const turn = ([x, y]) => [flip ? 240 - x : x, y];
  const place = (name) => turn(joints[name]);
  const isFront = figure.lines.some(({ part }) => part === "back");
  const darker = (colour) => colour.map((value) => value * 0.78);
  picture.stroke(
    [
      [12, 148],
      [228, 148],
    ],
    9,
    mat,
  );
  for (const prop of figure.props) picture.stroke(prop.map(turn), 6, darker(floor));

  const limbs = figure.lines.filter(({ part }) => part === "limb" || part === "far");
  const limb = ({ part, joints: names }) => {
    const colour = names[0].endsWith("Hip") ? trousers : skin;
    picture.stroke(names.map(place), part === "far" ? 9.5 : 10.5, part === "far" ? darker(colour) : colour);
  };
  limbs.filter(({ part }) => part === "far").forEach(limb);

  // The neck is bare, so that it is seen how much of it there is between the head and the shirt.
  picture.stroke([place("upperThoracic"), place("neck"), place("head")], 9, skin);
  for (const { joints: names } of figure.lines.filter(({ part }) => part === "torso" || part === "back"))
    picture.stroke(
      curve(names.filter((name) => name !== "neck").map(place)),
      isFront && names[0] === "pelvis" ? 27 : 19,
      shirt,
    );
  for (const side of ["left", "right"]) {
    picture.stroke([place("upperThoracic"), place(`${side}Shoulder`)], isWrong && !isFront ? 19 : 12, shirt);
    picture.disc(place(`${side}Shoulder`), isWrong && !isFront ? 12 : 9.5, shirt);
  }
  const crown = towards(joints.upperThoracic, joints.head);
  picture.disc(turn(joints.head), 12.5, skin);
  picture.disc(turn(add(joints.head, crown, 4.5)), 9.5, hair);
  limbs.filter(({ part }) => part === "limb").forEach(limb);
  return picture.data;
}

const work = mkdtempSync(join(tmpdir(), "figures-"));
try {
  const movements = {};
  for (const file of readdirSync(join(content, "figures")).sort()) {
    const slug = file.replace(/\.json$/, "");
    const figure = read(join(content, "figures", file));
    const [fault = null, further = (joints) => joints] = faults[slug] ?? [];
    const isSided = slug !== "rest" && read(join(content, "exercises", file)).sided;
    for (const side of isSided ? ["", "-left"] : [""]) {
      movements[slug + side] = { liftOn: figure.liftOn, fault };
      people.forEach((colours, person) => {
        const forms = { well: (joints) => joints };
        if (person === 0 && slug in faults) forms.fault = (joints) => shrug(further(joints));
        for (const [form, change] of Object.entries(forms))
          for (const [name, size] of Object.entries(sizes)) {
            const folder = join(work, slug + side, String(person), form, name);
            mkdirSync(folder, { recursive: true });
            const pictures = Array.from({ length: poses }, (_, pose) =>
              draw(size, colours, figure, change(jointsAt(figure, pose / (poses - 1))), side !== "", form === "fault"),
            );
            execFileSync(
              "ffmpeg",
              `-v error -f rawvideo -pix_fmt rgb24 -video_size ${size.join("x")} -framerate 1 -i pipe:
               -c:v libwebp -preset drawing -quality ${quality[name]} -compression_level 6 -f image2 -start_number 0`
                .split(/\s+/)
                .concat(join(folder, "%d.webp")),
              { input: Buffer.concat(pictures) },
            );
          }
      });
    }
  }

  writeFileSync(join(work, "movements.json"), JSON.stringify({ poses, people: people.length, movements }));
  execFileSync("tar", [
    ..."--format=ustar --sort=name --mtime=@0 --owner=0 --group=0 --numeric-owner --mode=u=rwX,go=rX".split(" "),
    "--use-compress-program=gzip -9n",
    ...["-cf", join(here, "demo-figures.tar.gz"), "-C", work, ...readdirSync(work).sort()],
  ]);
} finally {
  rmSync(work, { recursive: true });
}
