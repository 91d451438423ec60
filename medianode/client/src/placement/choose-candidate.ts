import type { Candidate, TokenAnswer } from './token-answer.js';

/** Measures the round trip to a node, in milliseconds; rejects when the node does not answer. */
export type Probe = (candidate: Candidate, signal: AbortSignal) => Promise<number>;

const rounds = 3;
const probeTimeout = 1_500;

/**
 * Picks the node to join: the one with the shortest round trip, best of three. With a single candidate, or when none
 * answers in time, it is the first one: the control plane's own choice.
 */
export async function chooseCandidate(answer: TokenAnswer, probe: Probe = probeHealth): Promise<Candidate> {
  const candidates = answer.candidates?.length ? answer.candidates : [answer];
  const first = candidates[0] ?? answer;
  if (candidates.length < 2) {
    return first;
  }
  const times = await Promise.all(candidates.map((candidate) => bestOf(candidate, probe)));
  let best = 0;
  times.forEach((time, index) => {
    if (time < (times[best] ?? Infinity)) {
      best = index;
    }
  });
  return candidates[best] ?? first;
}

async function bestOf(candidate: Candidate, probe: Probe): Promise<number> {
  const signal = AbortSignal.timeout(probeTimeout);
  let best = Infinity;
  try {
    for (let round = 0; round < rounds; round++) {
      best = Math.min(best, await probe(candidate, signal));
    }
  } catch {
    // Unreachable, or too slow: what was measured until now counts.
  }
  return best;
}

const probeHealth: Probe = async ({ url }, signal) => {
  const start = performance.now();
  // The answer's body and headers do not matter, so that no CORS policy is needed.
  await fetch(new URL('/healthz/live', url), { mode: 'no-cors', cache: 'no-store', credentials: 'omit', signal });
  return performance.now() - start;
};
