import { ErrorCode } from '../errors/error-code.js';
import { ConnectionError, SignalError } from '../errors/signal-error.js';
import type { Candidate } from '../placement/token-answer.js';
import type { TokenReason } from '../placement/token-request.js';
import { retryDelay, type RetryOptions } from './retry-delays.js';

/** Joining the room with another token. */
export interface Rejoin {
  /** The hub address of the node that was lost. */
  lostUrl: string;
  /** Gets a token, and chooses a node from the answer. */
  find: (reason: TokenReason) => Promise<Candidate>;
  enter: (candidate: Candidate) => Promise<void>;
}

/** The ways of restoring a session. */
export interface RegainPorts {
  /** Resumes the old session; undefined when the node gave no session secret. */
  resume: (() => Promise<void>) | undefined;
  /** Undefined without a tokenProvider. */
  rejoin: Rejoin | undefined;
  /** The reason of token requests when there is no session to resume. */
  reason: TokenReason;
  /** The time for which the node keeps the session, in milliseconds. */
  grace: number;
  retry: RetryOptions;
  wait: (ms: number) => Promise<void>;
  aborted: () => boolean;
}

/** How the session was restored. */
export type Regained = 'resumed' | 'rejoined';

/** The time after which another token is requested in parallel with the first attempt to resume, in milliseconds. */
const suspicionDelay = 1_000;

/** The node answered that it does not know or accept the session. Retrying is useless. */
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
 * Restores a room's session after its connection was lost. Two ways are tried in parallel: resuming the old session, and, as soon
 * as the node seems to be unreachable, joining another node with another token. The first to succeed ends the other.
 *
 * @throws {@link ConnectionError} when neither succeeds within the time limit, or the room was left meanwhile
 */
export async function regainSession(ports: RegainPorts): Promise<Regained> {
  const search = new Search(ports);
  try {
    return await Promise.any([search.resume(), search.rejoin()]);
  } catch {
    throw ports.aborted() ? left() : new ConnectionError(ErrorCode.Disconnected, 'The connection could not be restored.', { cause: search.error });
  }
}

class Search {
  readonly #ports: RegainPorts;
  readonly #start = performance.now();
  #reason: TokenReason;
  #found = false;
  /** Whether the old session may still be resumed. */
  #resumable: boolean;
  #suspect = () => {};
  #forget = () => {};
  /** Resolves when the node seems to be unreachable. */
  readonly #suspected = new Promise<void>((resolve) => (this.#suspect = resolve));
  /** Resolves when the old session can no longer be resumed. */
  readonly #forgotten = new Promise<void>((resolve) => (this.#forget = resolve));

  /** The error of the last attempt. */
  error: unknown;

  constructor(ports: RegainPorts) {
    this.#ports = ports;
    this.#resumable = ports.resume !== undefined;
    this.#reason = ports.resume ? 'unreachable' : ports.reason;
  }

  async resume(): Promise<Regained> {
    const { resume, retry, wait, grace } = this.#ports;
    try {
      for (let attempt = 1; resume && this.#resumable; attempt++) {
        this.#assertOpen(grace);
        try {
          await resume();
          this.#found = true;
          return 'resumed';
        } catch (error) {
          this.error = error;
          if (isRefusal(error)) {
            this.#reason = 'sessionEnded';
            break;
          }
        }
        this.#suspect();
        await wait(retryDelay(attempt, retry));
      }
      throw new ConnectionError(ErrorCode.Disconnected, 'The session cannot be resumed.');
    } finally {
      this.#resumable = false;
      this.#forget();
    }
  }

  async rejoin(): Promise<Regained> {
    const { rejoin, retry, wait } = this.#ports;
    if (!rejoin) {
      throw new ConnectionError(ErrorCode.Disconnected, 'No tokenProvider was given.');
    }
    await Promise.race([this.#suspected, this.#forgotten, wait(suspicionDelay)]);
    for (let attempt = 0; ; attempt++) {
      // The pause between two attempts ends with the session: then another token is the only way.
      const pause = wait(retryDelay(attempt, retry));
      await (this.#resumable ? Promise.race([pause, this.#forgotten]) : pause);
      this.#assertOpen(retry.giveUpAfter);
      try {
        if (await this.#tryRejoin(rejoin)) {
          return 'rejoined';
        }
      } catch (error) {
        this.error = error;
      }
    }
  }

  async #tryRejoin({ lostUrl, find, enter }: Rejoin): Promise<boolean> {
    const candidate = await find(this.#reason);
    this.#assertOpen(this.#ports.retry.giveUpAfter);
    // The control plane considers the node healthy: resuming the session is better than joining the same node again.
    if (this.#resumable && candidate.url === lostUrl) {
      return false;
    }
    this.#resumable = false;
    await enter(candidate);
    this.#found = true;
    return true;
  }

  #assertOpen(longest: number): void {
    if (this.#found || this.#ports.aborted()) {
      throw left();
    }
    if (performance.now() - this.#start > longest) {
      throw new ConnectionError(ErrorCode.Disconnected, 'The time limit for restoring the connection was exceeded.');
    }
  }
}

function isRefusal(error: unknown): boolean {
  return error instanceof SignalError && refusals.has(error.code);
}

function left(): ConnectionError {
  return new ConnectionError(ErrorCode.Disconnected, 'The room was left.');
}
