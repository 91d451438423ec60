/**
 * The numeric codes of a {@link SignalError}. Codes below 4000 come from the media node, with the meaning it gives them;
 * codes from 4000 on arise in the browser.
 */
export const ErrorCode = {
  /** Too many requests. */
  RateLimited: 1000,
  /** The node did not answer in time, or failed. */
  Internal: 1001,
  /** The request does not exist, or its payload is invalid. */
  BadRequest: 1004,
  /** No worker is available for the room. */
  NoWorker: 1005,
  /** The room is not open on this node (any more). */
  NoRoom: 2001,
  /** The peer is unknown to the node, or gone. */
  NoPeer: 2002,
  /** The request does not fit the current state: joined already, not joined, closed. */
  InvalidState: 2003,
  /** The transport, producer or consumer does not exist. */
  NotFound: 2004,
  /** The token does not grant this. */
  Forbidden: 3001,
  /** A limit of the peer, the room or the node is reached. */
  LimitReached: 3002,
  /** The media worker refused the request, for example its RTP parameters. */
  Rejected: 3003,
  /** The node is draining or stopping. */
  Draining: 3004,
  /** The node cannot be reached, or the connection was lost while the request was under way. */
  Disconnected: 4000,
  /** The token was refused: used, expired, forged or meant for another node. */
  Unauthorized: 4001,
  /** An answer did not arrive in time. */
  TimedOut: 4002,
  /** The user, the browser or the system refused the camera, the microphone or the screen. */
  CaptureDenied: 4003,
  /** The capture device does not exist, or it is in use elsewhere. */
  CaptureUnavailable: 4004,
  /** The browser does not support the operation (no WebRTC, no matching codec). */
  Unsupported: 4005,
} as const;

/** One of the values of {@link ErrorCode}, or a code that this version does not know. */
export type ErrorCodeValue = (typeof ErrorCode)[keyof typeof ErrorCode] | (number & {});
