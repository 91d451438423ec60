import { ErrorCode } from '../errors/error-code.js';
import { ConnectionError, SignalError } from '../errors/signal-error.js';
import { retryDelay, type RetryOptions } from './retry-delays.js';

/** The ways back into a room, and the world that the attempts happen in. */
export interface RegainPorts {
  /** Takes up the old session; undefined when the node gave no session secret. */
  resume: (() => Promise<void>) | undefined;
  /** Joins anew with a new token; undefined when the application gives no new tokens. */
  rejoin: (() => Promise<void>) | undefined;
  /** For how long the node keeps the session, in milliseconds. */
  grace: number;
  retry: RetryOptions;
  now: () => number;
  wait: (ms: number) => Promise<void>;
  aborted: () => boolean;
}

/** How the session came back. */
export type Regained = 'resumed' | 'rejoined';

/** The node answered: it does not know the session, or does not want it. Trying again is in vain. */
const refusals: ReadonlySet<number> = new Set([
  ErrorCode.BadRequest,
  ErrorCode.NoRoom,
  ErrorCode.NoPeer,
  ErrorCode.InvalidState,
  ErrorCode.NotFound,
  ErrorCode.Forbidden,
  ErrorCode.Unauthorized,
]);

/**
 * Brings a room back after its connection was lost: the old session as long as the node keeps it, then a new one.
 *
 * @throws {@link ConnectionError} when neither way leads back in the time given, or the room was left meanwhile
 */
export async function regainSession(ports: RegainPorts): Promise<Regained> {
  const { retry, now, wait } = ports;
  const start = now();
  let last: unknown;
  let resume = ports.resume;
  let attempt = 0;
  for (;;) {
    await wait(retryDelay(attempt, retry));
    if (ports.aborted()) {
      throw new ConnectionError(ErrorCode.Disconnected, 'The room was left.');
    }
    const elapsed = now() - start;
    if (resume && elapsed > ports.grace) {
      resume = undefined;
    }
    const way = resume ?? ports.rejoin;
    if (!way || elapsed > retry.giveUpAfter) {
      throw new ConnectionError(ErrorCode.Disconnected, 'The connection could not be restored.', { cause: last });
    }
    try {
      await way();
      return resume ? 'resumed' : 'rejoined';
    } catch (error) {
      last = error;
      if (resume && error instanceof SignalError && refusals.has(error.code)) {
        resume = undefined;
        attempt = 0;
        continue;
      }
    }
    attempt++;
  }
}
