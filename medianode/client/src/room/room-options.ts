import type { FrameEncryption } from '../e2ee/frame-encryption.js';
import type { TransportSettings } from '../media/media-transport.js';
import type { SubscribeMode } from '../media/remote-media.js';
import type { Probe } from '../placement/choose-candidate.js';
import type { TokenAnswer } from '../placement/token-answer.js';
import type { TokenProvider } from '../placement/token-request.js';
import type { HubFactory, HubOptions } from '../signaling/hub.js';
import type { DeviceInfo } from '../signaling/requests.js';
import type { RetryOptions } from '../signaling/retry-delays.js';

/** Options for joining a room. `url` and `token` come from the application's back end, which requests them from the control plane. */
export interface JoinOptions extends TokenAnswer, TransportSettings, HubOptions {
  /**
   * Returns another token; `request` holds the reason. It is called as soon as the node seems to be unreachable, in parallel
   * with attempts to resume the session, and when the session cannot be resumed. The room then joins again, possibly on another
   * node, and sends its streams again. A join whose node has stopped since its token was issued requests another token too.
   * Without a provider such a join fails, and a room closes when its session cannot be resumed.
   */
  tokenProvider?: TokenProvider;
  /** The display name shown to other participants. Default: the name in the token. */
  displayName?: string;
  /** The client software, shown to other participants. Default: the browser with its version and operating system. */
  device?: DeviceInfo;
  /** Receive the streams of other participants, if the token grants it. Default: true. */
  receive?: boolean;
  /** Receive at once, or hold each stream until {@link Subscription.resume}. Default: `automatic`. */
  subscribe?: SubscribeMode;
  /** Encrypts audio and video end to end. Streams that are not encrypted with its key are neither shown nor played. */
  e2ee?: FrameEncryption;
  /** Open the chat channel on joining, so that other participants receive every message. Default: true. */
  chat?: boolean;
  /** The timeout for answers of the node, in milliseconds. Default: 15 000. */
  requestTimeout?: number;
  /** The delays and the time limit for restoring a lost connection. */
  retry?: Partial<RetryOptions>;
  /** Leave when the page is unloaded, so that the others do not have to wait for a timeout. Default: true. */
  leaveOnPageHide?: boolean;
  /** Measures a candidate node. Default: the round trip of a small HTTP request. */
  probe?: Probe;
  /** Opens the connection. Default: SignalR over WebSocket. */
  openHub?: HubFactory;
}
