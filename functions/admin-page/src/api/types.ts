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

export interface Participant {
  userId: string;
  peerId: string;
  name?: string;
  role?: string;
  metadata?: string;
  ip?: string;
  joinedAt: string;
  producers: Track[];
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
