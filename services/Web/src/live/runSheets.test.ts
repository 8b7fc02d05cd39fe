import { afterEach, describe, expect, it, vi } from 'vitest';
import { RunSheets } from './runSheets';

const sheetOf = (name: string) => ({ steps: [{ name }] }) as never;
const answer = (body: unknown, status = 200) =>
  new Response(JSON.stringify(body), { status, headers: { 'Content-Type': 'application/json' } });

afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

describe('run sheets', () => {
  it('are read once for each revision', async () => {
    const fetched = vi.fn((path: string) => Promise.resolve(answer(sheetOf(path.slice(-1)))));
    vi.stubGlobal('fetch', fetched);
    const read = vi.fn();
    const sheets = new RunSheets('s', read, vi.fn());

    expect(sheets.find('a')).toBeNull();
    await vi.waitFor(() => expect(read).toHaveBeenCalledWith(sheetOf('a')));
    expect(sheets.find('a')).toEqual(sheetOf('a'));
    expect(sheets.find('b')).toEqual(sheetOf('a'));
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

    sheets.find('a');
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
    sheets.find('a');
    await vi.waitFor(() => expect(read).toHaveBeenCalledOnce());

    sheets.replace(sheetOf('told'));
    expect(sheets.find('b')).toEqual(sheetOf('told'));
    await vi.waitFor(() => expect(fetched).toHaveBeenCalledTimes(2));
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(read).toHaveBeenCalledOnce();
    expect(sheets.find('b')).toEqual(sheetOf('told'));
    expect(fetched).toHaveBeenCalledTimes(2);

    expect(sheets.find('c')).toEqual(sheetOf('told'));
    await vi.waitFor(() => expect(read).toHaveBeenLastCalledWith(sheetOf('c')));
  });

  it('are asked for again while the server does not know them', async () => {
    vi.useFakeTimers();
    const answers = [answer({ code: 'resource.unknown' }, 404), answer(sheetOf('a'))];
    vi.stubGlobal('fetch', () => Promise.resolve(answers.shift()!));
    const read = vi.fn();

    new RunSheets('s', read, vi.fn()).find('a');
    await vi.advanceTimersByTimeAsync(60_000);
    expect(read).toHaveBeenCalledWith(sheetOf('a'));
  });

  it('are given up when there is no such revision any more', async () => {
    vi.useFakeTimers();
    vi.stubGlobal('fetch', () => Promise.resolve(answer({ code: 'resource.unknown' }, 404)));
    const gone = vi.fn();

    new RunSheets('s', vi.fn(), gone).find('a');
    await vi.advanceTimersByTimeAsync(120_000);
    expect(gone).toHaveBeenCalledOnce();
  });
});
