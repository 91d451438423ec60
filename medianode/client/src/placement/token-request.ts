import type { TokenAnswer } from './token-answer.js';

/** The reason why a room requests another token. */
export type TokenReason =
  /** The node no longer answers. */
  | 'unreachable'
  /** The node answers, but no longer has the session. */
  | 'sessionEnded'
  /** The node asked its clients to move to another node. */
  | 'migrate'
  /** {@link Room.rejoin} was called. */
  | 'requested';

/** Data that the application's back end can pass to the control plane when it requests another token. */
export interface TokenRequest {
  reason: TokenReason;
  /** The room for which a token is needed; absent before the room was joined. It is another one after the back end has moved this client. */
  roomId?: string;
  /**
   * The id of the node that does not answer. Passed on as `unreachable` in the body of `POST /v1/rooms/{id}/tokens`, it lets
   * the control plane probe that node at once instead of waiting for its lease to end.
   */
  unreachable?: string;
}

/** Gets another token from the application's back end. */
export type TokenProvider = (request: TokenRequest) => Promise<TokenAnswer>;
