import type { Api } from '../api/api.js';
import type { SessionInfo } from '../api/types.js';
import type { NodeWatch } from '../live/node-watch.js';
import type { Notices } from '../ui/notices.js';

/** What a view works with. */
export interface Context {
  /** Calls as the user. */
  api: Api;
  /** Calls as the service whose rooms and webhooks are shown. */
  tenant: Api;
  session: SessionInfo;
  notices: Notices;
  /** Undefined: the user is not the superservice. */
  nodes: NodeWatch | undefined;
  /** Shows the rooms and webhooks of a service; undefined: the user's own. */
  actFor(serviceId: string | undefined): void;
}

/** A page of the application. */
export interface View {
  title: string;
  root: HTMLElement;
  /** Stops reading, when another view is shown. */
  stop(): void;
}

/** The address of a view: its segments, escaped. */
export function address(...segments: string[]): string {
  return `#/${segments.map(encodeURIComponent).join('/')}`;
}
