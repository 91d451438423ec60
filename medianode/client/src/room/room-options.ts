import type { FrameEncryption } from '../e2ee/frame-encryption.js';
import type { TransportSettings } from '../media/media-transport.js';
import type { SubscribeMode } from '../media/remote-media.js';
import type { Probe } from '../placement/choose-candidate.js';
import type { TokenAnswer } from '../placement/token-answer.js';
import type { TokenProvider } from '../placement/token-request.js';
import type { HubFactory, HubOptions } from '../signaling/hub.js';
import type { DeviceInfo } from '../signaling/requests.js';
import type { RetryOptions } from '../signaling/retry-delays.js';

/** How a room is joined. `url` and `token` come from the application's back end, which asks the control plane for them. */
export interface JoinOptions extends TokenAnswer, TransportSettings, HubOptions {
  /**
   * Gets another token; `request` says why. It is called as soon as the node seems to be unreachable, beside the attempts to
   * resume the session, and when the session cannot be resumed. The room then joins again, perhaps on another node, and sends
   * again what it sent before. A join whose node has stopped since its token was made takes another token too. Without it the
   * join fails then, and a room closes when its session is gone.
   */
  tokenProvider?: TokenProvider;
  /** The name that others see. Default: the name in the token. */
  displayName?: string;
  /** Which software this is. Default: the browser's WebRTC flavour. */
  device?: DeviceInfo;
  /** Receive what others publish, as far as the token grants it. Default: true. */
  receive?: boolean;
  /** Receive at once, or hold each stream until {@link Subscription.resume}. Default: `automatic`. */
  subscribe?: SubscribeMode;
  /** Encrypts audio and video end to end. Streams that are not encrypted with its key are neither shown nor played. */
  e2ee?: FrameEncryption;
  /** Open the chat channel on joining, so that others receive every message. Default: true. */
  chat?: boolean;
  /** How long an answer of the node may take, in milliseconds. Default: 15 000. */
  requestTimeout?: number;
  /** How often, and for how long, a lost connection is tried again. */
  retry?: Partial<RetryOptions>;
  /** Leave when the page goes away, so that others need not wait for a time-out. Default: true. */
  leaveOnPageHide?: boolean;
  /** Measures a candidate node. Default: the round trip of a small HTTP request. */
  probe?: Probe;
  /** Opens the connection. Default: SignalR over WebSocket. */
  openHub?: HubFactory;
}
