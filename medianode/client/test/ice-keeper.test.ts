import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { IceKeeper } from '../src/media/ice-keeper.js';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

const options = { disconnectedTimeout: 2_000, pause: 3_000 };

function keeper(restart: () => Promise<void> = () => Promise.resolve()) {
  const spy = vi.fn(restart);
  return { spy, ice: new IceKeeper(spy, options) };
}

it('restarts a failed path at once', async () => {
  const { ice, spy } = keeper();
  ice.update('failed');
  await vi.advanceTimersByTimeAsync(0);
  expect(spy).toHaveBeenCalledTimes(1);
});

it('gives a disconnected path time to recover without a restart', async () => {
  const { ice, spy } = keeper();
  ice.update('disconnected');
  await vi.advanceTimersByTimeAsync(1_900);
  ice.update('connected');
  await vi.advanceTimersByTimeAsync(10_000);
  expect(spy).not.toHaveBeenCalled();
});

it('tries again until the path is back, with pauses', async () => {
  const { ice, spy } = keeper(() => Promise.reject(new Error('no signalling')));
  ice.update('failed');
  await vi.advanceTimersByTimeAsync(6_500);
  expect(spy).toHaveBeenCalledTimes(3);
  ice.update('connected');
  await vi.advanceTimersByTimeAsync(10_000);
  expect(spy).toHaveBeenCalledTimes(3);
});

it('runs one restart at a time', async () => {
  let finish = () => {};
  const { ice, spy } = keeper(() => new Promise((resolve) => (finish = resolve)));
  ice.update('failed');
  await vi.advanceTimersByTimeAsync(0);
  ice.update('disconnected');
  ice.now();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(spy).toHaveBeenCalledTimes(1);
  ice.update('connected');
  finish();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(spy).toHaveBeenCalledTimes(1);
});

it('does nothing before there is a path, and nothing after it was stopped', async () => {
  const { ice, spy } = keeper();
  ice.now();
  ice.update('connecting');
  ice.stop();
  ice.update('failed');
  await vi.advanceTimersByTimeAsync(10_000);
  expect(spy).not.toHaveBeenCalled();
});
