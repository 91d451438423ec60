import { joinRoom, type Room } from '@signal-hybrid/client';
import { afterEach, expect, it, vi } from 'vitest';
import { App } from '../../demo/src/app/app.js';
import { readQuery } from '../../demo/src/app/query.js';
import { FakeTrack } from '../fake-media.js';
import { stubPage } from './fake-page.js';

vi.mock('@signal-hybrid/client', async (original) => ({ ...(await original<object>()), joinRoom: vi.fn() }));
vi.mock('../../demo/src/app/demo-token.js', () => ({ demoToken: async () => ({ url: 'u', token: 't' }) }));
vi.mock('../../demo/src/screens/call-screen.js', async () => {
  const { FakeElement } = await import('./fake-page.js');
  return {
    CallScreen: class {
      root = new FakeElement('call');
      focus = () => undefined;
      start = async () => undefined;
    },
  };
});

afterEach(() => vi.unstubAllGlobals());

it('leaves no device of the preview open in the call', async () => {
  const body = stubPage();
  const camera = new FakeTrack();
  const getUserMedia = vi.fn(async () => ({ getTracks: () => [camera] }));
  const mediaDevices = { getUserMedia, enumerateDevices: async () => [], addEventListener: () => undefined, removeEventListener: () => undefined };
  vi.stubGlobal('navigator', { mediaDevices });
  vi.stubGlobal('window', {});
  const room = { on: () => () => undefined } as unknown as Room;
  let enter = () => {};
  vi.mocked(joinRoom).mockImplementation(async (_, prepare) => {
    prepare?.(room);
    await new Promise<void>((entered) => (enter = entered));
    return room;
  });
  new App(body as unknown as HTMLElement, readQuery('?room=tea&name=Ann&audio=0&video=0')).start();
  body.all('form')[0]!.dispatchEvent(new Event('submit', { cancelable: true }));
  await vi.waitFor(() => expect(joinRoom).toHaveBeenCalled());

  const choice = body.all('input').find(({ dataset }) => dataset['testid'] === 'join-video')!;
  choice.checked = true;
  choice.dispatchEvent(new Event('change'));
  const preview = body.all('video')[0]!;
  await vi.waitFor(() => expect(preview.srcObject?.tracks).toEqual([camera]));
  enter();

  await vi.waitFor(() => expect(body.all('call')).toHaveLength(1));
  expect(camera.readyState).toBe('ended');
});
