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
  /** The room was closed for all participants. */
  | 'roomClosed'
  /** The connection was lost and could not be restored. */
  | 'disconnected';

/** How a room ended. */
export interface Closed {
  reason: CloseReason;
  /** The reason given by the node, if any. */
  detail?: string | undefined;
  /** The last error, for `disconnected`. */
  error?: unknown;
}

/** A message on a data channel. */
export interface DataEvent {
  /** The sender's peer id; null for the node itself. */
  peerId: string | null;
  label: string;
  message: string | ArrayBuffer;
  subscription: DataSubscription;
}

/**
 * This client has moved: to another node with its room, or to another room. Publications are the same objects as before; subscriptions and
 * peers too, unless the room is another one.
 */
export interface Moved {
  /** The id of the room that this client is in now. */
  roomId: string;
  /** The id of the room that was left; the same when only the node has changed. */
  fromRoomId: string;
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
  /** The connection was restored: with the session intact (`resumed`), or by joining again (`rejoined`). */
  reconnected: Regained;
  /** This client has moved without an interruption: to another node with its room, or to another room by the back end. */
  moved: Moved;
  /** The node moved the room to another worker; streams are being restored. */
  mediaReset: undefined;
  /** The room was closed for this client. */
  closed: Closed;

  peerJoined: RemotePeer;
  peerLeft: RemotePeer;
  peerUpdated: RemotePeer;

  /** A stream of another peer was subscribed and can be shown or played. */
  subscribed: Subscription;
  /** It has ended. */
  unsubscribed: Subscription;
  /** A stream of this client is being sent. */
  published: Publication;
  /** It has ended. */
  unpublished: Publication;

  /** A data channel of another peer was opened. */
  dataSubscribed: DataSubscription;
  /** The data channel was closed. */
  dataUnsubscribed: DataSubscription;
  /** A message arrived on any data channel, including chat. */
  data: DataEvent;

  /** The peer id of the loudest speaker changed; null when no participant speaks. */
  activeSpeaker: { peerId: string | null; volume?: number };
  /** The node sent a new bandwidth estimate for the path to this client. */
  downlink: DownlinkEstimate;
  /** The grants of this client changed. */
  grantsChanged: Grants;
  /** The back end changed the room's settings. */
  roomUpdated: ServerEvents['roomUpdated'];
  /** The back end sent a message. */
  roomData: ServerEvents['roomData'];
  /** The back end or a moderator requests a mute or unmute. A mute has been applied already; an unmute is left to the user. */
  muteRequested: ServerEvents['muteRequested'];
  /** The node will stop at the deadline; null when the stop was cancelled. */
  draining: Date | null;
}
