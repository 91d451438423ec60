import type { DeviceInfo } from './requests.js';

/** Another participant, as the node describes it. */
export interface PeerInfo {
  id: string;
  displayName?: string | null;
  device?: DeviceInfo | null;
  userId?: string;
  metadata?: string | null;
}
