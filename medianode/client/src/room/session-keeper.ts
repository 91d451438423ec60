import { waitForNetwork } from '../concurrency/wait.js';
import { ErrorCode } from '../errors/error-code.js';
import { ConnectionError } from '../errors/signal-error.js';
import { chooseCandidate, type Probe } from '../placement/choose-candidate.js';
import type { Candidate, TokenAnswer } from '../placement/token-answer.js';
import type { TokenProvider, TokenReason } from '../placement/token-request.js';
import { regainSession, type Regained } from '../signaling/regain-session.js';
import type { Resumed } from '../signaling/requests.js';
import type { RetryOptions } from '../signaling/retry-delays.js';
import type { Welcome } from '../signaling/server-events.js';
import type { SignalingChannel } from '../signaling/signaling-channel.js';

/** What the keeper is given. */
export interface SessionKeeperOptions {
  retry: RetryOptions;
  probe: Probe | undefined;
  tokenProvider: TokenProvider | undefined;
  /** Builds everything on a new session. */
  entered: (welcome: Welcome) => Promise<void>;
  /** The connection is lost, and being restored. */
  lost: () => void;
  /** The session at hand was taken up again. */
  resumed: (kept: Resumed) => void;
  /** The connection is back. */
  regained: (how: Regained) => void;
  /** The connection will not come back. */
  failed: (error: unknown) => void;
}

/** Holds on to this client's session at a node: connects, and after a lost connection finds the way back. */
export class SessionKeeper {
  readonly #channel: SignalingChannel;
  readonly #options: SessionKeeperOptions;
  #candidate: Candidate | undefined;
  #welcome: Welcome | undefined;
  #regaining = false;
  #established = false;
  #closed = false;

  constructor(channel: SignalingChannel, options: SessionKeeperOptions) {
    this.#channel = channel;
    this.#options = options;
    channel.on('lost', () => void this.#regain());
  }

  /** Connects to the best node of the answer. */
  async enter(answer: TokenAnswer): Promise<void> {
    await this.#enterAt(await chooseCandidate(answer, this.#options.probe));
  }

  /** Gives the session up and joins again, with another token. */
  async renew(reason: TokenReason): Promise<void> {
    await this.#channel.disconnect();
    await this.#regain(reason);
  }

  /** Ends all attempts. */
  close(): void {
    this.#closed = true;
  }

  async #enterAt(candidate: Candidate): Promise<void> {
    this.#assertOpen();
    const welcome = await this.#channel.connect(candidate.url, candidate.token);
    await this.#disconnectIfClosed();
    this.#candidate = candidate;
    this.#welcome = welcome;
    await this.#options.entered(welcome);
    this.#established = true;
  }

  /** @param reason - why the session was given up; undefined: the connection was lost, and the session may be resumed */
  async #regain(reason?: TokenReason): Promise<void> {
    if (this.#regaining || this.#closed || !this.#established) {
      return;
    }
    this.#regaining = true;
    this.#options.lost();
    const { retry, tokenProvider } = this.#options;
    try {
      const how = await regainSession({
        resume: !reason && this.#welcome?.sessionSecret ? () => this.#resume() : undefined,
        rejoin: tokenProvider && {
          lostUrl: this.#candidate!.url,
          find: (why) => this.#find(tokenProvider, why),
          enter: (candidate) => this.#enterAt(candidate),
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

  async #find(tokenProvider: TokenProvider, reason: TokenReason): Promise<Candidate> {
    const answer = await tokenProvider(reason === 'unreachable' ? { reason, unreachable: this.#welcome!.nodeId } : { reason });
    return chooseCandidate(answer, this.#options.probe);
  }

  /** A token opens one connection only; the session's secret stands in for it. */
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
