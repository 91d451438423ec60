import type { types } from 'mediasoup-client';
import type { TokenAnswer } from '../placement/token-answer.js';
import type { Grants } from './grants.js';
import type { PeerInfo } from './peer-info.js';

/** The first message of the node on an accepted connection. */
export interface Welcome {
  peerId: string;
  roomId: string;
  nodeId: string;
  /** The secret with which this client resumes its session after a lost connection. */
  sessionSecret?: string;
  /** The time for which the session is kept after a lost connection. */
  resumeGraceSeconds?: number;
  grants: Grants;
  settings?: Record<string, unknown>;
  metadata?: string;
}

/** A media stream that the node offers to this client. */
export interface ConsumerOffer {
  peerId: string;
  producerId: string;
  id: string;
  kind: types.MediaKind;
  rtpParameters: types.RtpParameters;
  type: 'simple' | 'simulcast' | 'svc' | 'pipe';
  appData?: types.AppData | null;
  producerPaused: boolean;
}

/** A data channel that the node offers to this client; without `peerId` it comes from the node itself. */
export interface DataConsumerOffer {
  peerId: string | null;
  dataProducerId: string;
  id: string;
  sctpStreamParameters: types.SctpStreamParameters;
  label?: string;
  protocol?: string;
  appData?: types.AppData | null;
}

/** Quality of one received stream, 0 (nothing arrives) to 10 (perfect). */
export interface ConsumerScore {
  /** From the node to this client. */
  score: number;
  /** From the sender to the node, for the layer in use. */
  producerScore: number;
  /** From the sender to the node, for each layer. */
  producerScores?: number[];
}

/** Quality of one sent encoding, 0 to 10. */
export interface EncodingScore {
  encodingIdx?: number;
  ssrc: number;
  rid?: string;
  score: number;
}

/** The node's bandwidth estimate for the path to this client, in bits per second. */
export interface DownlinkEstimate {
  desiredBitrate: number;
  effectiveDesiredBitrate: number;
  availableBitrate: number;
}

/** The notifications of the hub: each has one argument. */
export interface ServerEvents {
  welcome: Welcome;
  newPeer: PeerInfo;
  peerClosed: { peerId: string };
  peerUpdated: { peerId: string; displayName?: string; metadata?: string; grants?: Grants };
  producerScore: { producerId: string; score: EncodingScore[] };
  producerPaused: { producerId: string };
  producerClosed: { producerId: string };
  consumerScore: { consumerId: string; score: ConsumerScore };
  consumerClosed: { consumerId: string };
  consumerPaused: { consumerId: string };
  consumerResumed: { consumerId: string };
  consumerLayersChanged: { consumerId: string; spatialLayer: number | null; temporalLayer?: number | null };
  dataConsumerClosed: { dataConsumerId: string };
  activeSpeaker: { peerId: string | null; volume?: number };
  downlinkBwe: DownlinkEstimate;
  grantsChanged: { grants: Grants };
  roomUpdated: { locked: boolean; metadata?: string; settings?: Record<string, unknown> };
  roomData: { topic?: string; payload: unknown; from?: string };
  muteRequested: { producerId?: string; kind?: types.MediaKind; muted: boolean };
  kicked: { reason?: string };
  roomClosed: { reason: string };
  mediaReset: Record<string, never>;
  /**
   * The client must move to another node now. `reason` is one of `draining`, `stopping`, `superseded`, `elsewhere`. Remaining
   * connections are closed at the deadline.
   */
  migrate: { reason: string; deadline: string };
  /** The back end moves this client to another room: it must join there with `access`, and leave here then. */
  move: { roomId: string; access: TokenAnswer };
  /** Null cancels the stop. */
  nodeDraining: { deadline: string | null };
}

/** The names of all notifications, for subscribing to them. */
export const serverEventNames = [
  'welcome',
  'newPeer',
  'peerClosed',
  'peerUpdated',
  'producerScore',
  'producerPaused',
  'producerClosed',
  'consumerScore',
  'consumerClosed',
  'consumerPaused',
  'consumerResumed',
  'consumerLayersChanged',
  'dataConsumerClosed',
  'activeSpeaker',
  'downlinkBwe',
  'grantsChanged',
  'roomUpdated',
  'roomData',
  'muteRequested',
  'kicked',
  'roomClosed',
  'mediaReset',
  'migrate',
  'move',
  'nodeDraining',
] as const satisfies readonly (keyof ServerEvents)[];

/** Requests of the node to the client: an answer accepts the offer, an error declines it. */
export interface ServerRequests {
  newConsumer: ConsumerOffer;
  newDataConsumer: DataConsumerOffer;
}

/** The names of all server requests. */
export const serverRequestNames = ['newConsumer', 'newDataConsumer'] as const satisfies readonly (keyof ServerRequests)[];
