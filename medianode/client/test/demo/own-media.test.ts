import type { Publication, Room } from '@signal-hybrid/client';
import { expect, it, vi } from 'vitest';
import { readQuery } from '../../demo/src/app/query.js';
import { DeviceChoice } from '../../demo/src/media/device-choice.js';
import { OwnMedia } from '../../demo/src/media/own-media.js';

/** A room whose microphone is there when the user has allowed it. */
function asking(muted: boolean) {
  const publications: Publication[] = [];
  let allow = () => {};
  let refuse = () => {};
  const publishMicrophone = vi.fn(() =>
    new Promise<void>((resolve, reject) => {
      refuse = () => reject(new Error('refused'));
      allow = () => {
        const microphone = { source: 'microphone', muted, unmute: vi.fn(async () => void (microphone.muted = false)) };
        publications.push(microphone as unknown as Publication);
        resolve();
      };
    }),
  );
  const room = { publications, publishMicrophone } as unknown as Room;
  const own = new OwnMedia(room, readQuery(''), new DeviceChoice());
  return { own, publishMicrophone, allow: () => allow(), refuse: () => refuse() };
}

it('publishes one microphone, however often it is asked for while the browser asks', async () => {
  const { own, publishMicrophone, allow } = asking(true);
  const all = [own.startMicrophone(true), own.toggleMicrophone(), own.toggleMicrophone()];
  allow();
  await Promise.all(all);
  expect(publishMicrophone).toHaveBeenCalledTimes(1);
  expect(own.microphone?.muted).toBe(false);
});

it('asks again after a refusal, and reports that once', async () => {
  const { own, publishMicrophone, allow, refuse } = asking(false);
  const started = own.startMicrophone(false);
  const toggled = own.toggleMicrophone();
  refuse();
  await expect(started).rejects.toThrow('refused');
  await toggled;
  const again = own.toggleMicrophone();
  allow();
  await again;
  expect(publishMicrophone).toHaveBeenCalledTimes(2);
});
