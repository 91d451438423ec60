import type { types } from 'mediasoup-client';
import type { PeerInfo } from './peer-info.js';

/** The argument and the answer of a request. */
interface Request<Input, Output> {
  input: Input;
  output: Output;
}

type Nothing = Record<string, never>;

/** The parameters of a WebRTC transport at the node. */
export interface TransportParameters {
  id: string;
  iceParameters: types.IceParameters;
  iceCandidates: types.IceCandidate[];
  dtlsParameters: types.DtlsParameters;
  sctpParameters?: types.SctpParameters;
}

/** The number of data channels that a side supports, in each direction. */
export interface SctpCapabilities {
  numStreams: { OS: number; MIS: number };
}

/** The client software of the peer; shown to the other peers, and to operators. */
export interface DeviceInfo {
  name: string;
  version?: string;
  os?: string;
  flag?: string;
}

/** The state of a resumed session. */
export interface Resumed {
  peerId: string;
  joined: boolean;
  /** The ids of the producers that exist at the node. */
  producers?: string[];
  /** The ids of the data producers that exist at the node. */
  dataProducers?: string[];
}

/** The requests of the hub at `/signal`: each has one argument and one answer. */
export interface Requests {
  getRouterRtpCapabilities: Request<Nothing, types.RtpCapabilities>;
  createWebRtcTransport: Request<
    { forceTcp?: boolean; producing?: boolean; consuming?: boolean; sctpCapabilities?: SctpCapabilities },
    TransportParameters
  >;
  join: Request<
    { displayName?: string; device?: DeviceInfo; rtpCapabilities?: types.RtpCapabilities; sctpCapabilities?: SctpCapabilities },
    { peers: PeerInfo[] }
  >;
  connectWebRtcTransport: Request<{ transportId: string; dtlsParameters: types.DtlsParameters }, Nothing>;
  restartIce: Request<{ transportId: string }, types.IceParameters>;
  closeTransport: Request<{ transportId: string }, Nothing>;
  produce: Request<
    { transportId: string; kind: types.MediaKind; rtpParameters: types.RtpParameters; appData?: types.AppData; paused?: boolean },
    { id: string }
  >;
  closeProducer: Request<{ producerId: string }, Nothing>;
  pauseProducer: Request<{ producerId: string }, Nothing>;
  resumeProducer: Request<{ producerId: string }, Nothing>;
  pauseConsumer: Request<{ consumerId: string }, Nothing>;
  resumeConsumer: Request<{ consumerId: string }, Nothing>;
  setConsumerPreferredLayers: Request<{ consumerId: string; spatialLayer: number; temporalLayer?: number }, Nothing>;
  setConsumerPriority: Request<{ consumerId: string; priority: number }, Nothing>;
  requestConsumerKeyFrame: Request<{ consumerId: string }, Nothing>;
  produceData: Request<
    { transportId: string; sctpStreamParameters: types.SctpStreamParameters; label?: string; protocol?: string; appData?: types.AppData },
    { id: string }
  >;
  closeDataProducer: Request<{ dataProducerId: string }, Nothing>;
  getTransportStats: Request<{ transportId: string }, unknown[]>;
  getProducerStats: Request<{ producerId: string }, unknown[]>;
  getConsumerStats: Request<{ consumerId: string }, unknown[]>;
  getDataProducerStats: Request<{ dataProducerId: string }, unknown[]>;
  getDataConsumerStats: Request<{ dataConsumerId: string }, unknown[]>;
  mutePeer: Request<{ peerId: string; kind?: types.MediaKind; producerId?: string }, Nothing>;
  kickPeer: Request<{ peerId: string; reason?: string }, Nothing>;
  resume: Request<{ peerId: string; sessionSecret: string; lastSequence?: number }, Resumed>;
  /** `moved`: this client has joined the room of a `move`. */
  leave: Request<{ moved?: true }, Nothing>;
}
