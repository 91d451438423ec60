import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ErrorCode } from '../src/errors/error-code.js';
import { ConnectionError, RequestError } from '../src/errors/signal-error.js';
import type { Candidate } from '../src/placement/token-answer.js';
import type { TokenReason } from '../src/placement/token-request.js';
import { regainSession, type RegainPorts, type Rejoin } from '../src/signaling/regain-session.js';
import { defaultRetry } from '../src/signaling/retry-delays.js';

const here = { url: 'https://lost', token: 't' };
const elsewhere = { url: 'https://other', token: 't' };
const unreachable = () => Promise.reject(new ConnectionError(ErrorCode.Disconnected, 'no route'));
const gone = () => Promise.reject(new RequestError('resume', ErrorCode.NoPeer, 'Session not found.'));
const hangs = () => new Promise<never>(() => undefined);
const works = () => Promise.resolve();
const finding = (...found: Candidate[]) => vi.fn((_: TokenReason) => Promise.resolve(found.length > 1 ? found.shift()! : found[0]!));
const rejoining = (changes: Partial<Rejoin> = {}): Rejoin => ({ lostUrl: here.url, find: finding(elsewhere), enter: vi.fn(works), ...changes });

/** Restores the session; all waits complete at once. */
async function regain(changes: Partial<RegainPorts>) {
  const regained = regainSession({
    resume: undefined,
    rejoin: undefined,
    reason: 'requested',
    grace: 10_000,
    retry: defaultRetry,
    wait: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
    aborted: () => false,
    ...changes,
  });
  const settled = regained.then(String, (error: unknown) => error);
  await vi.runAllTimersAsync();
  return settled;
}

describe('regainSession', () => {
  let start: number;
  const elapsed = () => performance.now() - start;

  beforeEach(() => {
    vi.useFakeTimers();
    start = performance.now();
  });
  afterEach(() => vi.useRealTimers());

  it('resumes the old session at the first attempt, without another token', async () => {
    const rejoin = rejoining();
    await expect(regain({ resume: works, rejoin })).resolves.toBe('resumed');
    expect(rejoin.find).not.toHaveBeenCalled();
  });

  it('asks for another token as soon as the node refuses, and joins there', async () => {
    const rejoin = rejoining({ enter: vi.fn(async () => expect(elapsed()).toBe(0)) });
    await expect(regain({ resume: vi.fn(unreachable), rejoin })).resolves.toBe('rejoined');
    expect(rejoin.find).toHaveBeenCalledExactlyOnceWith('unreachable');
    expect(rejoin.enter).toHaveBeenCalledExactlyOnceWith(elsewhere);
  });

  it('does not wait for a node that hangs', async () => {
    const rejoin = rejoining({ enter: vi.fn(async () => expect(elapsed()).toBe(1_000)) });
    await expect(regain({ resume: hangs, rejoin })).resolves.toBe('rejoined');
    expect(rejoin.find).toHaveBeenCalledExactlyOnceWith('unreachable');
  });

  it('keeps trying to resume while the control plane names the same node', async () => {
    const resume = vi.fn(works).mockImplementationOnce(unreachable).mockImplementationOnce(unreachable);
    const rejoin = rejoining({ find: finding(here) });
    await expect(regain({ resume, rejoin })).resolves.toBe('resumed');
    expect(resume).toHaveBeenCalledTimes(3);
    expect(rejoin.enter).not.toHaveBeenCalled();
  });

  it('asks again until the control plane names another node', async () => {
    const rejoin = rejoining({ find: finding(here, here, elsewhere) });
    await expect(regain({ resume: unreachable, rejoin })).resolves.toBe('rejoined');
    expect(rejoin.find).toHaveBeenCalledTimes(3);
    expect(rejoin.enter).toHaveBeenCalledExactlyOnceWith(elsewhere);
  });

  it('stops trying to resume once it joins another node', async () => {
    const resume = vi.fn(unreachable);
    const enter = vi.fn(works).mockImplementationOnce(unreachable);
    await expect(regain({ resume, rejoin: rejoining({ enter }) })).resolves.toBe('rejoined');
    expect(resume).toHaveBeenCalledTimes(1);
  });

  it('joins again at once, at the same node too, when the node no longer has the session', async () => {
    const resume = vi.fn(gone);
    const rejoin = rejoining({ find: finding(here), enter: vi.fn(async () => expect(elapsed()).toBe(0)) });
    await expect(regain({ resume, rejoin })).resolves.toBe('rejoined');
    expect(rejoin.find).toHaveBeenCalledExactlyOnceWith('sessionEnded');
    expect(resume).toHaveBeenCalledTimes(1);
  });

  it('joins again at the same node when the grace period is over', async () => {
    const rejoin = rejoining({ find: finding(here), enter: vi.fn(async () => expect(elapsed()).toBeGreaterThan(10_000)) });
    await expect(regain({ resume: vi.fn(unreachable), rejoin })).resolves.toBe('rejoined');
    expect(rejoin.enter).toHaveBeenCalledTimes(1);
  });

  it('states the reason of a token request when there is no session to resume', async () => {
    const rejoin = rejoining({ find: finding(here) });
    await expect(regain({ rejoin, reason: 'migrate' })).resolves.toBe('rejoined');
    expect(rejoin.find).toHaveBeenCalledExactlyOnceWith('migrate');
  });

  it('gives up when only the old session is possible, and that has ended', async () => {
    await expect(regain({ resume: gone })).resolves.toMatchObject({ code: ErrorCode.Disconnected, cause: { code: ErrorCode.NoPeer } });
  });

  it('gives up at some point when nothing works', async () => {
    await expect(regain({ resume: unreachable, rejoin: rejoining({ find: unreachable }) })).resolves.toMatchObject({ code: ErrorCode.Disconnected });
    expect(elapsed()).toBeGreaterThan(defaultRetry.giveUpAfter);
    expect(elapsed()).toBeLessThan(defaultRetry.giveUpAfter + 2 * defaultRetry.longestDelay);
  });

  it('stops when the room is left meanwhile', async () => {
    let attempts = 0;
    const find = vi.fn(() => (attempts++, unreachable()));
    await expect(regain({ rejoin: rejoining({ find }), aborted: () => attempts >= 2 })).resolves.toMatchObject({ message: 'The room was left.' });
    expect(find).toHaveBeenCalledTimes(2);
  });
});
