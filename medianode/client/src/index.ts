/**
 * Joins rooms of a Signal Hybrid media node from a browser. Start with {@link joinRoom}.
 *
 * @packageDocumentation
 */
export { joinRoom } from './room/join-room.js';
export { Room } from './room/room.js';
export type { JoinOptions } from './room/room-options.js';
export type { Closed, CloseReason, DataEvent, Moved, RoomEvents, RoomState } from './room/room-events.js';

export { RemotePeer } from './peers/remote-peer.js';
export type { PeerInfo } from './signaling/peer-info.js';
export type { Grants } from './signaling/grants.js';

export { Publication } from './media/publication.js';
export type { PublicationEvents } from './media/publication-setup.js';
export { Subscription, type SubscriptionEvents } from './media/subscription.js';
export type { ScreenShare } from './media/publish-devices.js';
export type { CameraOptions, CaptureOptions, PublishOptions, ScreenOptions } from './media/publish-options.js';
export type { MediaSource } from './media/media-source.js';
export type { Layering } from './media/encodings.js';
export type { LayerCount, Layers } from './media/layers.js';
export type { MediaState } from './media/media-session.js';
export type { TransportSettings } from './media/media-transport.js';
export type { SubscribeMode } from './media/remote-media.js';
export { captureCamera, captureMicrophone } from './media/capture.js';
export { qualityOf, type Quality } from './media/quality.js';
export { DeviceWatcher, type DeviceList } from './media/device-watcher.js';
export { AudioPlayback } from './media/audio-playback.js';
export type { InboundSummary } from './stats/inbound-summary.js';

export { Chat, chatLabel, longestChatMessage, type ChatMessage } from './data/chat.js';
export { DataPublication, type DataMessage, type DataOptions } from './data/data-publication.js';
export { DataSubscription } from './data/data-subscription.js';

export { FrameEncryption } from './e2ee/frame-encryption.js';
export type { SharedKey } from './e2ee/frame-key.js';

export { Emitter, type Listener } from './events/emitter.js';
export { ErrorCode, type ErrorCodeValue } from './errors/error-code.js';
export { CaptureError, ConnectionError, RequestError, SignalError } from './errors/signal-error.js';

export type { Candidate, TokenAnswer } from './placement/token-answer.js';
export type { TokenProvider, TokenReason, TokenRequest } from './placement/token-request.js';
export type { Probe } from './placement/choose-candidate.js';
export type { HubFactory, HubOptions, Hub } from './signaling/hub.js';
export type { Regained } from './signaling/regain-session.js';
export type { RetryOptions } from './signaling/retry-delays.js';
export type { DeviceInfo } from './signaling/requests.js';
export type { ConsumerScore, DownlinkEstimate, EncodingScore } from './signaling/server-events.js';
