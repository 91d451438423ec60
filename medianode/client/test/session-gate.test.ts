import { describe, expect, it, vi } from 'vitest';
import { ErrorCode } from '../src/errors/error-code.js';
import { SignalError } from '../src/errors/signal-error.js';
import { SessionGate } from '../src/media/session-gate.js';
import type { SignalingChannel } from '../src/signaling/signaling-channel.js';
import { FakeSession } from './fake-media.js';

function gate() {
  const channel = { connected: true };
  const first = new FakeSession({}, channel as SignalingChannel);
  const opened = new SessionGate();
  opened.change(first.real);
  return { channel, first, gate: opened };
}

describe('SessionGate', () => {
  it('repeats over the next session a send that was in progress when the last one was closed', async () => {
    const { gate: sending, first } = gate();
    const second = new FakeSession();
    const send = vi.fn(async (session: unknown) => {
      if (session === first) {
        first.close();
        throw new Error('AwaitQueue stopped');
      }
      return 'sent';
    });
    const sent = sending.through(send);
    await vi.waitFor(() => expect(send).toHaveBeenCalled());
    sending.change(second.real);
    await expect(sent).resolves.toBe('sent');
    expect(send).toHaveBeenLastCalledWith(second);
  });

  it('sends again over the session that replaced the last one, though that is still open', async () => {
    const { gate: sending, first } = gate();
    const second = new FakeSession();
    const send = vi.fn(async (session: unknown) => {
      if (session === first) {
        sending.change(second.real);
      }
    });
    await sending.through(send);
    expect(send.mock.calls).toEqual([[first], [second]]);
  });

  it('waits for a lost connection', async () => {
    const { gate: sending, channel } = gate();
    channel.connected = false;
    const send = vi.fn(async () => 'sent');
    const sent = sending.through(send);
    await Promise.resolve();
    expect(send).not.toHaveBeenCalled();
    channel.connected = true;
    sending.resume();
    await expect(sent).resolves.toBe('sent');
  });

  it('passes errors on as typed ones', async () => {
    const { gate: sending } = gate();
    const typed = new SignalError(ErrorCode.Forbidden, 'no');
    await expect(sending.through(() => Promise.reject(typed))).rejects.toBe(typed);
    const foreign = Object.assign(new Error('closed'), { name: 'InvalidStateError' });
    await expect(sending.through(() => Promise.reject(foreign))).rejects.toMatchObject({ code: ErrorCode.InvalidState, cause: foreign });
    const unsupported = Object.assign(new Error('no SCTP'), { name: 'UnsupportedError' });
    await expect(sending.through(() => Promise.reject(unsupported))).rejects.toMatchObject({ code: ErrorCode.Unsupported });
  });

  it('sends nothing after the room is closed', async () => {
    const { gate: sending, first } = gate();
    first.close();
    const sent = sending.through(async () => 'sent');
    sending.close();
    await expect(sent).rejects.toMatchObject({ code: ErrorCode.InvalidState });
  });
});
