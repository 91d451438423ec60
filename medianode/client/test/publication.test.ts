import { expect, it, vi } from 'vitest';
import { ErrorCode } from '../src/errors/error-code.js';
import { CaptureError } from '../src/errors/signal-error.js';
import { Publication } from '../src/media/publication.js';
import type { OpenDevice } from '../src/media/sent-track.js';
import { SignalingChannel } from '../src/signaling/signaling-channel.js';
import { FakeHub, welcome } from './fake-hub.js';
import { FakeProducer, FakeTrack } from './fake-media.js';

const accept = () => ({});
const refuse = () => Promise.reject(new Error('HubException: {"errcode":1000,"errmsg":"Too many requests."}'));

/** A camera that is being sent. */
async function camera(answers: Record<string, () => unknown> = {}) {
  const hub = new FakeHub({ pauseProducer: accept, resumeProducer: accept, ...answers }, (self) => void self.send('welcome', welcome));
  const channel = new SignalingChannel(() => hub, 50);
  await channel.connect('u', 't');
  const opened = [new FakeTrack()];
  const open = vi.fn<OpenDevice>(async () => {
    const track = new FakeTrack();
    opened.push(track);
    return track.real;
  });
  const setup = { kind: 'video', source: 'camera', track: opened[0]!.real, appData: {}, open, releaseOnMute: true, ownsTrack: true } as const;
  const publication = new Publication(setup, false);
  const producer = new FakeProducer('pr1', opened[0]!.real);
  const begin = (paused = false) => publication.attach(producer.real, paused, channel);
  return { hub, publication, producer, opened, open, begin, asked: () => hub.calls.map(({ method }) => method) };
}

it('switches the camera off before the node is notified', async () => {
  const { publication, producer, opened, begin } = await camera({ pauseProducer: () => new Promise(() => undefined) });
  begin();
  await expect(publication.mute()).rejects.toMatchObject({ code: ErrorCode.TimedOut });
  expect(publication.muted).toBe(true);
  expect(opened[0]!.readyState).toBe('ended');
  expect(producer.track).toBeNull();
});

it('mutes at once while it waits for another camera, which it switches off again', async () => {
  const { publication, producer, opened, open, asked, begin } = await camera();
  begin();
  let permit = (_: MediaStreamTrack) => {};
  open.mockImplementationOnce(() => new Promise((resolve) => (permit = resolve)));
  const switched = publication.switchDevice({ deviceId: 'other' });
  await vi.waitFor(() => expect(open).toHaveBeenCalled());
  const muted = publication.mute();
  expect([publication.muted, producer.paused]).toEqual([true, true]);
  const other = new FakeTrack();
  permit(other.real);
  await Promise.all([switched, muted]);
  expect([publication.muted, producer.paused, producer.track]).toEqual([true, true, null]);
  expect([opened[0]!.readyState, other.readyState]).toEqual(['ended', 'ended']);
  expect(asked()).toEqual(['pauseProducer']);
});

it('stays muted when it is muted while an unmute waits for the camera', async () => {
  const { publication, producer, open, begin } = await camera();
  begin();
  await publication.mute();
  let permit = (_: MediaStreamTrack) => {};
  open.mockImplementationOnce(() => new Promise((resolve) => (permit = resolve)));
  const unmuted = publication.unmute();
  await vi.waitFor(() => expect(open).toHaveBeenCalled());
  const muted = publication.mute();
  const reopened = new FakeTrack();
  permit(reopened.real);
  await Promise.all([unmuted, muted]);
  expect([publication.muted, producer.paused, reopened.readyState]).toEqual([true, true, 'ended']);
});

it('rejects a mute after the stream has ended', async () => {
  const { publication } = await camera();
  await publication.close();
  await expect(publication.mute()).rejects.toMatchObject({ code: ErrorCode.InvalidState });
});

it('repeats a request that the node refused', async () => {
  const pauseProducer = vi.fn<() => unknown>(accept).mockImplementationOnce(refuse);
  const { publication, begin } = await camera({ pauseProducer });
  begin();
  await expect(publication.mute()).rejects.toMatchObject({ code: ErrorCode.RateLimited });
  await publication.reconcile();
  await publication.reconcile();
  expect(pauseProducer).toHaveBeenCalledTimes(2);
});

it('ignores a closed producer: the next one gets the state', async () => {
  const gone = () => Promise.reject(new Error('HubException: {"errcode":2004,"errmsg":"Producer not found."}'));
  const { publication, opened, begin } = await camera({ pauseProducer: gone });
  begin();
  await publication.mute();
  expect(opened[0]!.readyState).toBe('ended');
});

it('switches the camera off again when it cannot be unmuted', async () => {
  const { publication, producer, opened, begin } = await camera({ resumeProducer: refuse });
  begin();
  await publication.mute();
  await expect(publication.unmute()).rejects.toMatchObject({ code: ErrorCode.RateLimited });
  expect(publication.muted).toBe(true);
  expect(opened.map(({ readyState }) => readyState)).toEqual(['ended', 'ended']);
  expect(producer.track).toBeNull();
});

it('applies to a new producer what happened while it was made', async () => {
  const { publication, producer, asked, begin } = await camera();
  await publication.mute();
  begin(false);
  expect(producer.paused).toBe(true);
  await publication.reconcile();
  expect(producer.track).toBeNull();
  expect(asked()).toEqual(['pauseProducer']);
  await publication.reconcile();
  expect(asked()).toHaveLength(1);
});

it('switches the camera off when the node mutes it', async () => {
  const { publication, producer, opened, asked, begin } = await camera();
  begin();
  await publication.pausedByServer();
  expect(publication.mutedByServer).toBe(true);
  expect(opened[0]!.readyState).toBe('ended');
  expect(producer.track).toBeNull();
  expect(asked()).toEqual([]);
  await publication.unmute();
  expect(producer.track).toBe(opened[1]);
  expect(asked()).toEqual(['resumeProducer']);
});

it('does not stop the old track when the application passes another, and keeps that while muted', async () => {
  const { publication, producer, opened, open, begin } = await camera();
  begin();
  const filtered = new FakeTrack();
  await publication.replaceTrack(filtered.real);
  await publication.mute();
  await publication.unmute();
  expect(producer.track).toBe(filtered);
  expect([opened[0]!.readyState, filtered.readyState]).toEqual(['live', 'live']);
  expect(open).not.toHaveBeenCalled();
});

const busy = new CaptureError(ErrorCode.CaptureUnavailable, 'in use');

it('closes the current camera first where only one can be open', async () => {
  const { publication, opened, open, begin } = await camera();
  begin();
  open.mockImplementationOnce(() => (opened[0]!.readyState === 'live' ? Promise.reject(busy) : Promise.resolve(new FakeTrack().real)));
  await publication.switchDevice({ deviceId: 'back' });
  expect(open).toHaveBeenLastCalledWith({ deviceId: 'back' });
  expect(opened[0]!.readyState).toBe('ended');
  expect(publication.track).toBe(opened[1]);
});

it('reopens the current camera when the other one cannot be opened', async () => {
  const { publication, producer, opened, open, begin } = await camera();
  begin();
  open.mockRejectedValueOnce(busy).mockRejectedValueOnce(busy);
  await expect(publication.switchDevice({ deviceId: 'broken' })).rejects.toBe(busy);
  expect(producer.track).toBe(opened[1]);
  expect(publication.closed).toBe(false);
});

it('closes a camera that is opened after the stream has ended', async () => {
  const { publication, opened, open } = await camera();
  await publication.mute();
  let give = (_: MediaStreamTrack) => {};
  open.mockImplementationOnce(() => new Promise((resolve) => (give = resolve)));
  const unmuting = publication.unmute();
  await vi.waitFor(() => expect(open).toHaveBeenCalled());
  await publication.close();
  const late = new FakeTrack();
  give(late.real);
  await expect(unmuting).rejects.toMatchObject({ code: ErrorCode.InvalidState });
  expect([opened[0]!.readyState, late.readyState]).toEqual(['ended', 'ended']);
});
