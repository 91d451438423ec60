import { afterEach, expect, it, vi } from 'vitest';
import { readQuery } from '../../demo/src/app/query.js';
import { JoinScreen } from '../../demo/src/screens/join-screen.js';
import { type FakeElement, stubPage } from './fake-page.js';

afterEach(() => vi.unstubAllGlobals());

it('cannot be changed while joining, but after it failed', () => {
  stubPage();
  vi.stubGlobal('navigator', {});
  const screen = new JoinScreen(readQuery('?audio=0&video=0'), () => undefined);
  const controls = (screen.root as unknown as FakeElement).all('input', 'select', 'button');
  const operable = () => controls.filter((control) => control.operable).length;
  // Name, room, microphone, camera, the devices of both, and the button.
  expect([controls.length, operable()]).toEqual([7, 7]);
  screen.busy(true);
  expect(operable()).toBe(0);
  screen.fail('The room is full.');
  expect(operable()).toBe(7);
});
