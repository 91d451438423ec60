import { expect, it, vi } from 'vitest';
import { ErrorCode } from '../src/errors/error-code.js';
import { SentStreams } from '../src/room/sent-streams.js';
import { FakeSession, FakeTrack } from './fake-media.js';

it('sends nothing over a session that is opened after it was closed', async () => {
  const [produce, produceData] = [vi.fn(), vi.fn()];
  const sent = new SentStreams({ published: () => undefined, unpublished: () => undefined });
  sent.close();
  await sent.move(new FakeSession({ produce, produceData }).real);
  const track = new FakeTrack('audio');
  await expect(sent.media.publish(track.real, { stopTrack: true })).rejects.toMatchObject({ code: ErrorCode.InvalidState });
  await expect(sent.data.publish({})).rejects.toMatchObject({ code: ErrorCode.InvalidState });
  expect(track.readyState).toBe('ended');
  expect([produce, produceData].map(({ mock }) => mock.calls.length)).toEqual([0, 0]);
});
