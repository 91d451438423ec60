import type { DataSubscription } from '../data/data-subscription.js';
import type { MediaState } from '../media/media-session.js';
import type { Publication } from '../media/publication.js';
import type { Subscription } from '../media/subscription.js';
import type { RemotePeer } from '../peers/remote-peer.js';
import type { Grants } from '../signaling/grants.js';
import type { Regained } from '../signaling/regain-session.js';
import type { DownlinkEstimate, ServerEvents } from '../signaling/server-events.js';

/** The state of a room; `closed` is final. */
export type RoomState = 'connecting' | 'connected' | 'reconnecting' | 'closed';

/** Why a room closed. */
export type CloseReason =
  /** {@link Room.leave} was called. */
  | 'left'
  /** A moderator or the back end removed this peer. */
  | 'kicked'
  /** The room was closed for all. */
  | 'roomClosed'
  /** The connection was lost and did not come back. */
  | 'disconnected';

/** How a room ended. */
export interface Closed {
  reason: CloseReason;
  /** The reason that was given, if there was one. */
  detail?: string | undefined;
  /** The last error, for `disconnected`. */
  error?: unknown;
}

/** A message on a data channel. */
export interface DataEvent {
  /** Who sent it; null for the node itself. */
  peerId: string | null;
  label: string;
  message: string | ArrayBuffer;
  subscription: DataSubscription;
}

/** The room hangs on another node now. Publications, subscriptions and peers are the same objects as before. */
export interface Moved {
  /** The id of the node that was left. */
  from: string;
  /** The id of the node that serves this client now. */
  to: string;
  /**
   * The new ids, by the former ones, of this client and of the peers that are on the new node already. The others follow within
   * seconds, each with a `peerUpdated`.
   */
  peerIds: ReadonlyMap<string, string>;
}

/** The events of a {@link Room}. */
export interface RoomEvents {
  /** The signalling connection changed. */
  stateChanged: RoomState;
  /** The media path changed. */
  mediaStateChanged: MediaState;
  /** The connection is back: with everything intact (`resumed`), or by joining again (`rejoined`). */
  reconnected: Regained;
  /** The room has moved to another node without an interruption, because its node stops. */
  moved: Moved;
  /** The node had to move the room to another worker; streams are on their way again. */
  mediaReset: undefined;
  /** The room is over for this client. */
  closed: Closed;

  peerJoined: RemotePeer;
  peerLeft: RemotePeer;
  peerUpdated: RemotePeer;

  /** A stream of another peer can be shown or played. */
  subscribed: Subscription;
  /** It has ended. */
  unsubscribed: Subscription;
  /** A stream of this client is being sent. */
  published: Publication;
  /** It has ended. */
  unpublished: Publication;

  /** A data channel of another peer is there. */
  dataSubscribed: DataSubscription;
  /** It is over. */
  dataUnsubscribed: DataSubscription;
  /** A message arrived on any data channel, chat included. */
  data: DataEvent;

  /** Who speaks loudest; null when no one speaks. */
  activeSpeaker: { peerId: string | null; volume?: number };
  /** What the node estimates of the path to this client. */
  downlink: DownlinkEstimate;
  /** This client may do more, or less, than before. */
  grantsChanged: Grants;
  /** The back end changed the room. */
  roomUpdated: ServerEvents['roomUpdated'];
  /** The back end sent something. */
  roomData: ServerEvents['roomData'];
  /** The back end or a moderator asks this client to mute or unmute. A mute has been applied already; an unmute is up to the user. */
  muteRequested: ServerEvents['muteRequested'];
  /** The node will stop at the deadline; null when it stays after all. */
  draining: Date | null;
}
