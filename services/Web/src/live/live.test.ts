import { describe, expect, it } from 'vitest';
import type { Cue, RoomMember } from '../contract/hub';
import { sampleNote } from '../testing/samples';
import { emptyLog, foldClass, position, receiveCue, resync } from './cueLog';
import { mergePresence, nobody } from './presence';
import { initialRoom, type JoinedRoom, roomReducer } from './roomState';

const cue = (
  offset: number,
  epoch = 'a',
  content: Cue['content'] = { kind: 'text', text: `cue ${offset}` },
): Cue => ({
  sessionId: 's',
  epoch,
  offset,
  atMs: offset * 1000,
  mediaAtMs: offset * 1000,
  clientCueId: `c${offset}`,
  sentBy: 'm',
  sentByName: 'Asha',
  content,
});
const feed = (...cues: Cue[]) => cues.reduce(receiveCue, emptyLog);
const person = (memberId: string, role: RoomMember['role'] = 'participant'): RoomMember => ({
  memberId,
  displayName: `Name ${memberId}`,
  role,
});

describe('cue log', () => {
  it('keeps cues in order', () =>
    expect(feed(cue(1), cue(2), cue(3)).cues.map((c) => c.offset)).toEqual([1, 2, 3]));

  it('drops what it has seen', () => {
    const stream = feed(cue(1), cue(2), cue(1), cue(2));
    expect(stream.cues).toHaveLength(2);
    expect(receiveCue(stream, cue(2))).toBe(stream);
  });

  it('notices a gap and does not jump over it', () => {
    const holed = feed(cue(1), cue(4));
    expect(holed.gap).toBe(true);
    expect(position(holed)).toEqual({ epoch: 'a', offset: 1 });
    expect(receiveCue(holed, cue(2))).toMatchObject({ gap: false, offset: 2 });
  });

  it('starts anew with another epoch', () =>
    expect(feed(cue(1), cue(2), cue(1, 'b'))).toMatchObject({
      epoch: 'b',
      offset: 1,
      cues: [cue(1, 'b')],
    }));

  it('forgets everything on resync and asks from the start', () =>
    expect(position(resync())).toBeNull());

  it('folds step, breath override and the class ends', () => {
    const pace = { rounds: 5, inSeconds: 4, outSeconds: 6 };
    const cues = [
      cue(1, 'a', { kind: 'class-started' }),
      cue(2, 'a', { kind: 'step', stepIndex: 0 }),
      cue(3, 'a', { kind: 'breath', breath: pace }),
    ];
    expect(foldClass(cues)).toMatchObject({
      startedAtMs: 1000,
      step: { index: 0, atMs: 2000 },
      breath: { atMs: 3000 },
    });
    const next = foldClass([
      ...cues,
      cue(4, 'a', { kind: 'step', stepIndex: 1 }),
      cue(5, 'a', { kind: 'class-ended' }),
    ]);
    expect(next).toMatchObject({ breath: null, step: { index: 1 }, endedAtMs: 5000 });
  });
});

describe('presence', () => {
  const difference = (joined: RoomMember[], left: string[], count: number, listed = true) => ({
    sessionId: 's',
    count,
    listed,
    joined,
    left,
  });

  it('merges joins and leaves, leaders first', () => {
    const one = mergePresence(
      nobody,
      difference([person('b'), person('a'), person('z', 'instructor')], [], 3),
    );
    expect(one.members.map((m) => m.memberId)).toEqual(['z', 'a', 'b']);
    expect(
      mergePresence(one, difference([person('c')], ['a'], 3)).members.map((m) => m.memberId),
    ).toEqual(['z', 'b', 'c']);
  });

  it('lists a member once', () => {
    const one = mergePresence(nobody, difference([person('a')], [], 1));
    expect(mergePresence(one, difference([person('a')], [], 1)).members).toHaveLength(1);
  });

  it('starts from an empty list when list becomes count', () => {
    const one = mergePresence(nobody, difference([person('a'), person('b')], [], 2));
    expect(mergePresence(one, difference([person('c')], [], 201, false))).toMatchObject({
      count: 201,
      listed: false,
      members: [person('c')],
    });
  });
});

describe('leading', () => {
  const join = {
    head: { epoch: 'a', offset: 0 },
    presence: { count: 0, listed: true, members: [] },
    hands: { sessionId: 's', hands: [] },
    formNotes: [],
    watchedSeconds: 0,
  } as unknown as JoinedRoom;

  it('moves away when the instructor joins elsewhere, and is back with the next join here', () => {
    const away = roomReducer(roomReducer(initialRoom, { type: 'joined', join }), {
      type: 'lead-moved',
    });
    expect(away.leadMoved).toBe(true);
    expect(roomReducer(away, { type: 'joined', join }).leadMoved).toBe(false);
  });

  it('says who is away, and knows whether this window leads', () => {
    const leader = { sessionId: 's', leaderId: 'm', displayName: 'Meera', away: true };
    const led = roomReducer(initialRoom, {
      type: 'joined',
      join: { ...join, leads: true, leader, preparedSinceMs: 5 },
    });
    expect(led).toMatchObject({ leads: true, leader: { away: true }, preparedSinceMs: 5 });
    expect(roomReducer(led, { type: 'lead-moved' }).leads).toBe(false);
    expect(
      roomReducer(led, { type: 'leader', leader: { ...leader, away: false } }).leader!.away,
    ).toBe(false);
    expect(roomReducer(led, { type: 'prepared', sinceMs: null }).preparedSinceMs).toBeNull();
  });

  it('calls everybody by their new name', () => {
    const note = {
      noteId: 'n',
      sessionId: 's',
      to: 'a',
      toName: 'Asha',
      from: 'm',
      fromName: 'Meera',
      text: 'x',
      exercise: null,
      fault: null,
      sentAtMs: 1,
    };
    const known = roomReducer(initialRoom, {
      type: 'joined',
      join: {
        ...join,
        hands: { sessionId: 's', hands: [{ memberId: 'a', displayName: 'Asha', atMs: 1 }] },
        formNotes: [note],
        seats: [person('a')],
        removed: [],
        leader: { sessionId: 's', leaderId: 'm', displayName: 'Meera', away: false },
      },
    });
    const renamed = roomReducer(
      roomReducer(known, {
        type: 'renamed',
        who: { sessionId: 's', memberId: 'a', displayName: 'Asha Rao' },
      }),
      { type: 'renamed', who: { sessionId: 's', memberId: 'm', displayName: 'Meera Iyer' } },
    );
    expect(renamed.notes[0]).toMatchObject({ toName: 'Asha Rao', fromName: 'Meera Iyer' });
    expect(renamed.hands[0]!.displayName).toBe('Asha Rao');
    expect(renamed.join!.seats[0]!.displayName).toBe('Asha Rao');
    expect(renamed.leader!.displayName).toBe('Meera Iyer');
  });
});

describe('form notes and the run sheet', () => {
  const note = sampleNote({ sentAtMs: 1 });
  const noted = roomReducer(initialRoom, { type: 'note', note });

  it('keep their marks, whatever comes late', () => {
    const seen = roomReducer(noted, { type: 'note-changed', note: { ...note, seenAtMs: 5 } });
    const better = roomReducer(seen, {
      type: 'note-changed',
      note: { ...note, resolvedAtMs: 9, betterBy: 'A' },
    });
    expect(better.notes).toHaveLength(1);
    expect(roomReducer(better, { type: 'note', note }).notes[0]).toMatchObject({
      seenAtMs: 5,
      resolvedAtMs: 9,
      betterBy: 'A',
    });
  });

  it('follow a plan that changes while people wait', () => {
    const runSheet = { steps: [], durationSeconds: 0 };
    expect(roomReducer(initialRoom, { type: 'run-sheet', runSheet }).join).toBeNull();
    const joined = { ...initialRoom, join: { runSheet: { steps: [{}] } } as unknown as JoinedRoom };
    expect(roomReducer(joined, { type: 'run-sheet', runSheet }).join).toMatchObject({ runSheet });
  });
});

describe('a live video', () => {
  it('says what of it is missing until all is there', () => {
    const silent = roomReducer(initialRoom, { type: 'video', status: 'live', missing: 'audio' });
    expect(silent).toMatchObject({ video: 'live', videoMissing: 'audio' });
    expect(roomReducer(silent, { type: 'video', status: 'live' }).videoMissing).toBeNull();
  });
});
