import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { transformWithEsbuild } from 'vite';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Emitter } from '../src/events/emitter.js';
import type { TokenProvider } from '../src/placement/token-request.js';
import { FakeElement, stubPage } from './demo/fake-page.js';

const read = (path: string) => readFile(fileURLToPath(new URL(path, import.meta.url)), 'utf8');
const quickStart = async () => /^## Quick start\n```ts\n(.*?)^```/ms.exec(await read('../README.md'))![1]!;
const sample = () => read('../../../functions/samples/Signal.Sample.WebApp/wwwroot/call.js');

class Source extends Emitter<Record<string, unknown>> {
  fire(name: string, event?: unknown): void {
    this.emit(name, event);
  }
}

/** Runs an example with a room that the test plays. */
async function run(source: string, room: object, joining: () => Promise<void> = async () => undefined) {
  const { code } = await transformWithEsbuild(source, 'example.ts');
  const body = code.replace(/import (\{.*?\}) from ["']@signal-hybrid\/client["'];/s, 'const $1 = client;');
  const joinRoom = vi.fn(async (_options: { tokenProvider: TokenProvider }, prepare: (room: object) => void) => {
    prepare(room);
    await joining();
    return room;
  });
  const AsyncFunction = (async () => undefined).constructor as new (...text: string[]) => (client: object) => Promise<void>;
  await new AsyncFunction('client', body)({ joinRoom, AudioPlayback: class {} });
  return joinRoom;
}

let page: FakeElement;
let fetched: URL[];

beforeEach(() => {
  page = stubPage();
  fetched = [];
  vi.stubGlobal('fetch', async (path: string) => {
    fetched.push(new URL(path, 'http://localhost/'));
    return { ok: true, json: async () => ({ url: 'u', token: 't' }) };
  });
});

afterEach(() => vi.unstubAllGlobals());

/** The tracks that the page shows: when a video is subscribed, when it arrives from another node, and when it has ended. */
function showAndMove(room: Source): unknown[] {
  const stream = Object.assign(new Source(), { kind: 'video', id: 'c1', track: 'first' });
  const shown = () => page.all('video').map(({ srcObject }) => srcObject?.tracks);
  room.fire('subscribed', stream);
  const before = shown();
  Object.assign(stream, { id: 'c2', track: 'second' });
  stream.fire('trackChanged', stream.track);
  const after = shown();
  room.fire('unsubscribed', stream);
  return [before, after, shown()];
}

describe('The quick start of the README', () => {
  it('shows a stream until it ends, also after a move to another node', async () => {
    const publishing = async () => undefined;
    const chat = Object.assign(new Source(), { send: publishing });
    const room = Object.assign(new Source(), { chat, publishMicrophone: publishing, publishCamera: publishing });
    await run(await quickStart(), room);
    expect(showAndMove(room)).toEqual([[['first']], [['second']], []]);
  });
});

describe('The page of the sample', () => {
  let form: FakeElement;
  let elements: Record<string, FakeElement>;

  beforeEach(() => {
    const [name, button, output] = [new FakeElement('input'), new FakeElement('button'), new FakeElement('output')];
    name.value = 'Ann';
    form = Object.assign(new FakeElement('form'), {
      elements: { namedItem: () => name },
      querySelector: (tag: string) => ({ button, output })[tag],
    });
    elements = { join: form, videos: page, button, output };
    Object.assign(document, { getElementById: (id: string) => elements[id] });
    vi.stubGlobal('location', { hash: '#hall' });
  });

  const submit = () => form.dispatchEvent(new Event('submit', { cancelable: true }));
  const text = () => (elements['output'] as unknown as { textContent: string }).textContent;
  const publishing = (publish: () => Promise<void>) => Object.assign(new Source(), { publishMicrophone: publish, publishCamera: publish });

  it('shows a stream until it ends, also after a move to another node', async () => {
    const room = publishing(async () => undefined);
    const joinRoom = await run(await sample(), room);
    submit();
    await vi.waitFor(() => expect(joinRoom).toHaveBeenCalled());
    expect(showAndMove(room)).toEqual([[['first']], [['second']], []]);
  });

  it('does not offer to join again when a device cannot be opened', async () => {
    const joinRoom = await run(await sample(), publishing(() => Promise.reject(new Error('No such device.'))));
    submit();
    await vi.waitFor(() => expect(text()).toContain('No such device.'));
    expect(joinRoom).toHaveBeenCalledTimes(1);
    expect(elements['button']!.disabled).toBe(true);
  });

  it('offers to join again when joining failed', async () => {
    await run(await sample(), publishing(async () => undefined), () => Promise.reject(new Error('The room is full.')));
    submit();
    await vi.waitFor(() => expect(text()).toBe('The room is full.'));
    expect(elements['button']!.disabled).toBe(false);
  });

  it('requests all tokens for one user, with the room and the lost node that the client names', async () => {
    const joinRoom = await run(await sample(), publishing(async () => undefined));
    submit();
    await vi.waitFor(() => expect(joinRoom).toHaveBeenCalled());
    const { tokenProvider } = joinRoom.mock.calls[0]![0];
    await tokenProvider({ reason: 'sessionEnded', roomId: 'left' });
    await tokenProvider({ reason: 'unreachable', unreachable: 'n1' });
    expect(fetched.map(({ pathname }) => pathname)).toEqual(['/rooms/hall/token', '/rooms/left/token', '/rooms/hall/token']);
    const queries = fetched.map(({ searchParams }) => Object.fromEntries(searchParams));
    const userId = expect.stringMatching(/^[0-9a-f-]{36}$/);
    expect(queries).toEqual([{ name: 'Ann', userId }, { name: 'Ann', userId }, { name: 'Ann', userId, unreachable: 'n1' }]);
    expect(new Set(queries.map((query) => query['userId'])).size).toBe(1);
  });
});
