import { afterEach, describe, expect, it, vi } from 'vitest';
import { RunSheets } from './runSheets';

const sheetOf = (name: string) => ({ steps: [{ name }] }) as never;
const named = (runSheetRevision: string) => ({ runSheetRevision });
const answer = (body: unknown, status = 200) =>
  new Response(JSON.stringify(body), { status, headers: { 'Content-Type': 'application/json' } });

afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
  vi.useRealTimers();
});

describe('run sheets', () => {
  it('are read once for each revision', async () => {
    const fetched = vi.fn((path: string) => Promise.resolve(answer(sheetOf(path.slice(-1)))));
    vi.stubGlobal('fetch', fetched);
    const read = vi.fn();
    const sheets = new RunSheets('s', read, vi.fn());

    expect(sheets.find(named('a'))).toBeNull();
    await vi.waitFor(() => expect(read).toHaveBeenCalledWith(sheetOf('a')));
    expect(sheets.find(named('a'))).toEqual(sheetOf('a'));
    expect(sheets.find(named('b'))).toEqual(sheetOf('a'));
    await vi.waitFor(() => expect(read).toHaveBeenLastCalledWith(sheetOf('b')));
    expect(fetched.mock.calls.map(([path]) => path)).toEqual([
      '/api/live/sessions/s/run-sheets/a',
      '/api/live/sessions/s/run-sheets/b',
    ]);
  });

  it('do not come back when another was told meanwhile', async () => {
    let give: (response: Response) => void = () => undefined;
    vi.stubGlobal('fetch', () => new Promise<Response>((resolve) => (give = resolve)));
    const read = vi.fn();
    const sheets = new RunSheets('s', read, vi.fn());

    sheets.find(named('a'));
    sheets.replace(sheetOf('told'));
    give(answer(sheetOf('a')));
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(read).not.toHaveBeenCalled();
  });

  it('stay when the room is joined again after another was told', async () => {
    const fetched = vi.fn((path: string) =>
      Promise.resolve(answer(sheetOf(path.endsWith('b') ? 'told' : path.slice(-1)))),
    );
    vi.stubGlobal('fetch', fetched);
    const read = vi.fn();
    const sheets = new RunSheets('s', read, vi.fn());
    sheets.find(named('a'));
    await vi.waitFor(() => expect(read).toHaveBeenCalledOnce());

    sheets.replace(sheetOf('told'));
    expect(sheets.find(named('b'))).toEqual(sheetOf('told'));
    await vi.waitFor(() => expect(fetched).toHaveBeenCalledTimes(2));
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(read).toHaveBeenCalledOnce();
    expect(sheets.find(named('b'))).toEqual(sheetOf('told'));
    expect(fetched).toHaveBeenCalledTimes(2);

    expect(sheets.find(named('c'))).toEqual(sheetOf('told'));
    await vi.waitFor(() => expect(read).toHaveBeenLastCalledWith(sheetOf('c')));
  });

  it('are asked for again while the server does not know them', async () => {
    vi.useFakeTimers();
    const answers = [answer({ code: 'resource.unknown' }, 404), answer(sheetOf('a'))];
    vi.stubGlobal('fetch', () => Promise.resolve(answers.shift()!));
    const read = vi.fn();

    new RunSheets('s', read, vi.fn()).find(named('a'));
    await vi.advanceTimersByTimeAsync(60_000);
    expect(read).toHaveBeenCalledWith(sheetOf('a'));
  });

  it('are given up when there is no such revision any more', async () => {
    vi.useFakeTimers();
    vi.stubGlobal('fetch', () => Promise.resolve(answer({ code: 'resource.unknown' }, 404)));
    const gone = vi.fn();

    new RunSheets('s', vi.fn(), gone).find(named('a'));
    await vi.advanceTimersByTimeAsync(120_000);
    expect(gone).toHaveBeenCalledOnce();
  });

  it('are not given up for answers that did not come', async () => {
    vi.useFakeTimers();
    const unknown = () => Promise.resolve(answer({ code: 'resource.unknown' }, 404));
    const lost = () => Promise.reject(new TypeError('Failed to fetch'));
    const answers = [lost, lost, lost, unknown, lost, () => Promise.resolve(answer(sheetOf('a')))];
    vi.stubGlobal('fetch', () => answers.shift()!());
    const [read, gone] = [vi.fn(), vi.fn()];

    new RunSheets('s', read, gone).find(named('a'));
    await vi.advanceTimersByTimeAsync(120_000);
    expect(read).toHaveBeenCalledWith(sheetOf('a'));
    expect(gone).not.toHaveBeenCalled();
  });

  it.each([
    ['joining again', (sheets: RunSheets) => sheets.find(named('a'))],
    ['coming online', (sheets: RunSheets) => sheets.retryNow()],
  ])('are read at once after %s', async (_, wake) => {
    vi.useFakeTimers();
    vi.spyOn(Math, 'random').mockReturnValue(1);
    const fetched = vi.fn(() => Promise.reject<Response>(new TypeError('Failed to fetch')));
    vi.stubGlobal('fetch', fetched);
    const read = vi.fn();
    const sheets = new RunSheets('s', read, vi.fn());
    sheets.find(named('a'));
    await vi.advanceTimersByTimeAsync(60_000);

    // In the pause of 15 seconds that follows.
    const before = fetched.mock.calls.length;
    fetched.mockImplementation(() => Promise.resolve(answer(sheetOf('a'))));
    wake(sheets);
    await vi.advanceTimersByTimeAsync(0);
    expect(fetched).toHaveBeenCalledTimes(before + 1);
    expect(read).toHaveBeenCalledWith(sheetOf('a'));
  });

  it('are not asked for again after a refusal, until the room is joined again', async () => {
    vi.useFakeTimers();
    const refused = answer({ code: 'room.removed', retryable: false }, 403);
    const fetched = vi.fn(() => Promise.resolve(refused));
    vi.stubGlobal('fetch', fetched);
    const [read, gone] = [vi.fn(), vi.fn()];
    const sheets = new RunSheets('s', read, gone);
    sheets.find(named('a'));
    await vi.advanceTimersByTimeAsync(120_000);
    expect(fetched).toHaveBeenCalledOnce();
    expect(gone).not.toHaveBeenCalled();

    fetched.mockResolvedValue(answer(sheetOf('a')));
    sheets.find(named('a'));
    await vi.advanceTimersByTimeAsync(0);
    expect(read).toHaveBeenCalledWith(sheetOf('a'));
  });

  it('that joining names although they are gone are asked for ever more seldom', async () => {
    vi.useFakeTimers();
    vi.spyOn(Math, 'random').mockReturnValue(1);
    const fetched = vi.fn(() => Promise.resolve(answer({ code: 'resource.unknown' }, 404)));
    vi.stubGlobal('fetch', fetched);
    const gone = vi.fn(() => void sheets.find(named('a')));
    const sheets: RunSheets = new RunSheets('s', vi.fn(), gone);
    sheets.find(named('a'));
    await vi.advanceTimersByTimeAsync(60_000);
    expect(gone).toHaveBeenCalled();

    fetched.mockClear();
    await vi.advanceTimersByTimeAsync(152_000);
    expect(fetched.mock.calls.length).toBeLessThanOrEqual(14);
    sheets.end();
  });

  it('come with joining from a server of 0.1, and are not fetched then', () => {
    const fetched = vi.fn();
    vi.stubGlobal('fetch', fetched);
    const sheets = new RunSheets('s', vi.fn(), vi.fn());
    expect(sheets.find({ runSheet: sheetOf('sent') })).toEqual(sheetOf('sent'));
    expect(fetched).not.toHaveBeenCalled();
  });
});
