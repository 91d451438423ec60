import { describe, expect, it, vi } from 'vitest';
import { ErrorCode } from '../src/errors/error-code.js';
import { ConnectionError, RequestError } from '../src/errors/signal-error.js';
import { regainSession, type RegainPorts } from '../src/signaling/regain-session.js';
import { defaultRetry } from '../src/signaling/retry-delays.js';

const unreachable = () => Promise.reject(new ConnectionError(ErrorCode.Disconnected, 'no route'));
const gone = () => Promise.reject(new RequestError('resume', ErrorCode.NoPeer, 'There is no such session.'));
const works = () => Promise.resolve();

/** A world in which time passes only by waiting. */
function world(changes: Partial<RegainPorts>): RegainPorts & { clock: () => number } {
  let now = 0;
  const clock = () => now;
  return {
    resume: undefined,
    rejoin: undefined,
    grace: 10_000,
    retry: defaultRetry,
    now: clock,
    wait: (ms) => {
      now += ms;
      return Promise.resolve();
    },
    aborted: () => false,
    clock,
    ...changes,
  };
}

describe('regainSession', () => {
  it('takes up the old session at the first try', async () => {
    const rejoin = vi.fn(works);
    await expect(regainSession(world({ resume: works, rejoin }))).resolves.toBe('resumed');
    expect(rejoin).not.toHaveBeenCalled();
  });

  it('tries again while the node cannot be reached', async () => {
    const resume = vi.fn(works).mockImplementationOnce(unreachable).mockImplementationOnce(unreachable);
    await expect(regainSession(world({ resume, rejoin: works }))).resolves.toBe('resumed');
    expect(resume).toHaveBeenCalledTimes(3);
  });

  it('joins anew at once when the node no longer knows the session', async () => {
    const ports = world({ resume: vi.fn(gone), rejoin: works });
    await expect(regainSession(ports)).resolves.toBe('rejoined');
    expect(ports.resume).toHaveBeenCalledTimes(1);
    expect(ports.clock()).toBe(0);
  });

  it('joins anew when the grace period is over', async () => {
    const ports = world({ resume: vi.fn(unreachable), rejoin: vi.fn(works) });
    await expect(regainSession(ports)).resolves.toBe('rejoined');
    expect(ports.clock()).toBeGreaterThan(10_000);
  });

  it('gives up when there is no way but the old session, and that is gone', async () => {
    await expect(regainSession(world({ resume: gone }))).rejects.toMatchObject({
      code: ErrorCode.Disconnected,
      cause: { code: ErrorCode.NoPeer },
    });
  });

  it('gives up at some point when nothing works', async () => {
    const ports = world({ resume: unreachable, rejoin: unreachable });
    await expect(regainSession(ports)).rejects.toMatchObject({ code: ErrorCode.Disconnected });
    expect(ports.clock()).toBeGreaterThan(defaultRetry.giveUpAfter);
    expect(ports.clock()).toBeLessThan(defaultRetry.giveUpAfter + 2 * defaultRetry.longestDelay);
  });

  it('stops when the room is left meanwhile', async () => {
    let attempts = 0;
    const ports = world({ rejoin: vi.fn(unreachable), aborted: () => attempts++ >= 2 });
    await expect(regainSession(ports)).rejects.toMatchObject({ message: 'The room was left.' });
    expect(ports.rejoin).toHaveBeenCalledTimes(2);
  });
});
