/** One page of a list. */
export interface ListPage<T> {
  items: T[];
  continuation?: string;
}

/** The service whose credentials the session uses. */
export interface SessionInfo {
  serviceId: string;
  isSuperservice: boolean;
}

export interface Service {
  id: string;
  name: string;
  maxRooms?: number;
  maxParticipants?: number;
  createdAt: string;
}

export interface Room {
  id: string;
  name: string;
  policy?: string;
  region?: string;
  metadata?: string;
  maxParticipants?: number;
  locked?: boolean;
  live?: boolean;
  liveSince?: string;
  createdAt: string;
  updatedAt: string;
}

export interface Track {
  producerId: string;
  kind: string;
  source?: string;
  mimeType?: string;
  paused?: boolean;
}

/** The software of a client, as it describes itself. */
export interface Device {
  name?: string;
  version?: string;
  os?: string;
}

export interface Participant {
  userId: string;
  peerId: string;
  name?: string;
  role?: string;
  metadata?: string;
  ip?: string;
  device?: Device;
  joinedAt: string;
  producers: Track[];
}

/** How good the connection of a participant is. The scores are mediasoup's, 0 (worst) to 10, each of the worst stream. */
export interface ConnectionQuality {
  peerId: string;
  connected: boolean;
  sends?: number;
  receives?: number;
}

/** Statistics of a transport or stream, one element for each RTP stream, as in mediasoup. */
export type Stats = Record<string, unknown>[];

/** A transport of a participant. */
export interface TransportTrace {
  id: string;
  direction: string;
  iceState: string;
  dtlsState: string;
  tuple?: { protocol?: string; remoteIp?: string; remotePort?: number };
  stats?: Stats;
}

/** A stream that a participant sends or receives. */
export interface StreamTrace {
  id: string;
  kind: string;
  source?: string;
  mimeType?: string;
  paused: boolean;
  producerPaused?: boolean;
  score?: number;
  layers?: { spatialLayer?: number; temporalLayer?: number };
  stats?: Stats;
}

/** What the node knows of a participant's connection. */
export interface Connection {
  peerId: string;
  connected: boolean;
  transports: TransportTrace[];
  producers: StreamTrace[];
  consumers: StreamTrace[];
  /** The number of streams that are not listed. */
  omitted: number;
  /** Whether statistics did not arrive in time. */
  partial: boolean;
}

/** An event in the history of a room. */
export interface HistoryEntry {
  id: string;
  at: string;
  type: 'started' | 'ended' | 'joined' | 'left';
  nodeId: string;
  userId?: string;
  name?: string;
  reason?: string;
}

export interface WorkerInfo {
  pid: number;
  cpu: number;
  version?: string;
  routers: number;
  transports: number;
  producers: number;
  consumers: number;
}

export interface NodeInfo {
  id: string;
  url: string;
  region?: string;
  version: string;
  state: 'serving' | 'draining' | 'stopping';
  alive: boolean;
  ready?: boolean;
  /** Why it gets no new rooms, such as `disk-full`. */
  quarantine?: string;
  quarantinedSince?: string;
  reportedAt: string;
  startedAt: string;
  drainDeadline?: string;
  load: number;
  cpu: number;
  memory?: number;
  rooms: number;
  peers: number;
  workers: WorkerInfo[];
}

export interface Webhook {
  id: string;
  url: string;
  events?: string[];
  description?: string;
  enabled: boolean;
  createdAt: string;
}

/** An event that could not be delivered in time. */
export interface DeadLetter {
  id: string;
  type: string;
  acceptedAt: string;
  diedAt: string;
  attempts: number;
  lastError?: string;
  event: unknown;
}
