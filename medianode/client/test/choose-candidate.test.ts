import { expect, it, vi } from 'vitest';
import { chooseCandidate } from '../src/placement/choose-candidate.js';

const near = { url: 'http://near/signal', token: 'n' };
const far = { url: 'http://far/signal', token: 'f' };
const dead = { url: 'http://dead/signal', token: 'd' };

const times: Record<string, number[]> = { [near.url]: [30, 5, 9], [far.url]: [12, 12, 12] };

function probe() {
  const left = structuredClone(times);
  return vi.fn(({ url }: { url: string }) => {
    const time = left[url]?.shift();
    return time === undefined ? Promise.reject(new Error('unreachable')) : Promise.resolve(time);
  });
}

it('chooses the fastest node, by its best round trip', async () => {
  await expect(chooseCandidate({ ...far, candidates: [far, near, dead] }, probe())).resolves.toBe(near);
});

it('measures nothing when there is nothing to choose', async () => {
  const measure = probe();
  await expect(chooseCandidate(far, measure)).resolves.toMatchObject(far);
  await expect(chooseCandidate({ ...far, candidates: [near] }, measure)).resolves.toBe(near);
  expect(measure).not.toHaveBeenCalled();
});

it('follows the control plane when no node answers', async () => {
  const unreachable = () => Promise.reject(new Error('unreachable'));
  await expect(chooseCandidate({ ...far, candidates: [dead, far] }, unreachable)).resolves.toBe(dead);
});
