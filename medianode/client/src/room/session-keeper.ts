import { withDeadline } from '../concurrency/deadline.js';
import { waitForNetwork } from '../concurrency/wait.js';
import { ErrorCode } from '../errors/error-code.js';
import { ConnectionError, SignalError } from '../errors/signal-error.js';
import { chooseCandidate, type Probe } from '../placement/choose-candidate.js';
import type { Candidate, TokenAnswer } from '../placement/token-answer.js';
import type { TokenProvider, TokenReason } from '../placement/token-request.js';
import { regainSession, type Regained } from '../signaling/regain-session.js';
import type { Resumed } from '../signaling/requests.js';
import { retryDelay, type RetryOptions } from '../signaling/retry-delays.js';
import type { Welcome } from '../signaling/server-events.js';
import type { SignalingChannel } from '../signaling/signaling-channel.js';

/** The timeout for the application to return a token, in milliseconds. */
const tokenTimeout = 20_000;

/** The number of further tokens to try before a join fails. */
const joinRetries = 5;

/** The node cannot be reached, or accepts no clients: another one may. */
const elsewhere: ReadonlySet<number> = new Set([
  ErrorCode.Disconnected,
  ErrorCode.TimedOut,
  ErrorCode.NoWorker,
  ErrorCode.NoRoom,
  ErrorCode.NoPeer,
  ErrorCode.Draining,
  // Made for an earlier start of the node.
  ErrorCode.Unauthorized,
]);

/** Callbacks and settings of the keeper. */
export interface SessionKeeperOptions {
  retry: RetryOptions;
  probe: Probe | undefined;
  tokenProvider: TokenProvider | undefined;
  /** Builds everything on a new session. */
  entered: () => Promise<void>;
  /** The connection was lost and is being restored. */
  lost: () => void;
  /** The current session was resumed. */
  resumed: (kept: Resumed) => void;
  /** The connection was restored. */
  regained: (how: Regained) => void;
  /** The connection cannot be restored. */
  failed: (error: unknown) => void;
}

/** Keeps this client's session at a node: connects, and restores a lost connection. */
export class SessionKeeper {
  readonly #channel: SignalingChannel;
  readonly #options: SessionKeeperOptions;
  #candidate: Candidate | undefined;
  #welcome: Welcome | undefined;
  #held: Promise<void> | undefined;
  #regaining = false;
  #established = false;
  #closed = false;

  constructor(channel: SignalingChannel, options: SessionKeeperOptions) {
    this.#channel = channel;
    this.#options = options;
    channel.on('lost', () => void this.#regain());
  }

  /**
   * Connects to the best node of the answer. When that node cannot be reached, or accepts no clients, other tokens are tried: a node
   * may have stopped since the token was made.
   */
  async enter(answer: TokenAnswer): Promise<void> {
    let candidate = await this.choose(answer);
    for (let attempt = 1; ; attempt++) {
      try {
        await this.enterAt(candidate);
        return;
      } catch (error) {
        if (!this.#options.tokenProvider || this.#closed || attempt > joinRetries || !canGoElsewhere(error)) {
          throw error;
        }
      }
      await waitForNetwork(retryDelay(attempt, this.#options.retry));
      // Without another token the current one is tried again: its node may be available again.
      candidate = await this.find('unreachable', candidate.nodeId).catch(() => candidate);
    }
  }

  /** Connects to a node. */
  async enterAt(candidate: Candidate): Promise<void> {
    this.#assertOpen();
    const welcome = await this.#channel.connect(candidate.url, candidate.token);
    await this.#disconnectIfClosed();
    this.#candidate = candidate;
    this.#welcome = welcome;
    await this.#options.entered();
    this.#established = true;
  }

  /** The hub address of the node. */
  get url(): string | undefined {
    return this.#candidate?.url;
  }

  /** The TURN servers of the token that was used last. */
  get iceServers(): RTCIceServer[] | undefined {
    return this.#candidate?.iceServers;
  }

  /** Gets another token, and chooses a node from the answer. */
  async find(reason: TokenReason, nodeId = this.#welcome?.nodeId): Promise<Candidate> {
    const { tokenProvider } = this.#options;
    if (!tokenProvider) {
      throw new ConnectionError(ErrorCode.Disconnected, 'No tokenProvider was given.');
    }
    const roomId = this.#welcome?.roomId;
    const request = {
      reason,
      ...(roomId === undefined ? {} : { roomId }),
      ...(reason === 'unreachable' && nodeId !== undefined ? { unreachable: nodeId } : {}),
    };
    return this.choose(await withDeadline(tokenProvider(request), tokenTimeout, 'The token'));
  }

  /** Abandons the session and joins again, with another token. */
  async renew(reason: TokenReason): Promise<void> {
    await this.#channel.disconnect();
    await this.#regain(reason);
  }

  /** Suspends restoring the connection: the room is joining another node. */
  hold(work: Promise<unknown>): void {
    this.#held = work.then(
      () => undefined,
      () => undefined,
    );
  }

  /** Stops all attempts. */
  close(): void {
    this.#closed = true;
  }

  /** Chooses a node from an answer to a token request. */
  async choose(answer: TokenAnswer): Promise<Candidate> {
    const candidate = await chooseCandidate(answer, this.#options.probe);
    return answer.iceServers ? { ...candidate, iceServers: answer.iceServers } : candidate;
  }

  /** @param reason - why the session was given up; undefined: the connection was lost, and the session may be resumed */
  async #regain(reason?: TokenReason): Promise<void> {
    if (this.#regaining || this.#closed || !this.#established) {
      return;
    }
    this.#regaining = true;
    await this.#held;
    if (this.#closed) {
      return;
    }
    this.#options.lost();
    const { retry, tokenProvider } = this.#options;
    try {
      const how = await regainSession({
        resume: !reason && this.#welcome?.sessionSecret ? () => this.#resume() : undefined,
        rejoin: tokenProvider && {
          lostUrl: this.#candidate!.url,
          find: (why) => this.find(why),
          enter: (candidate) => this.enterAt(candidate),
        },
        reason: reason ?? 'sessionEnded',
        grace: (this.#welcome?.resumeGraceSeconds ?? 0) * 1_000,
        retry,
        wait: waitForNetwork,
        aborted: () => this.#closed,
      });
      this.#regaining = false;
      if (!this.#closed) {
        this.#options.regained(how);
        if (!this.#channel.connected) {
          await this.#regain();
        }
      }
    } catch (error) {
      this.#regaining = false;
      if (!this.#closed) {
        this.#options.failed(error);
      }
    }
  }

  /** A token opens one connection only; the session's secret replaces it. */
  async #resume(): Promise<void> {
    const { peerId, sessionSecret = '' } = this.#welcome!;
    const kept = await this.#channel.resume(this.#candidate!.url, { peerId, sessionSecret });
    await this.#disconnectIfClosed();
    if (!this.#channel.connected) {
      throw new ConnectionError(ErrorCode.Disconnected, 'The connection was replaced.');
    }
    this.#options.resumed(kept);
  }

  /** For a room that was left while a connection was being opened. */
  async #disconnectIfClosed(): Promise<void> {
    if (this.#closed) {
      await this.#channel.disconnect();
    }
    this.#assertOpen();
  }

  #assertOpen(): void {
    if (this.#closed) {
      throw new ConnectionError(ErrorCode.Disconnected, 'The room was left.');
    }
  }
}

function canGoElsewhere(error: unknown): boolean {
  return error instanceof SignalError && elsewhere.has(error.code);
}
