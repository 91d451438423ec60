import { NodesView } from './nodes-view.js';
import { RoomView } from './room-view.js';
import { RoomsView } from './rooms-view.js';
import { ServicesView } from './services-view.js';
import type { Context, View } from './view.js';
import { WebhookView } from './webhook-view.js';
import { WebhooksView } from './webhooks-view.js';

/** The segments of an address, unescaped; empty when it is not valid. */
export function segmentsOf(hash: string): string[] {
  try {
    return hash.replace(/^#\/?/, '').split('/').filter(Boolean).map(decodeURIComponent);
  } catch {
    return [];
  }
}

/** The view of an address; the rooms when there is none. */
export function viewOf(hash: string, context: Context): View {
  const { nodes } = context;
  const [name, id] = segmentsOf(hash);
  switch (name) {
    case 'nodes':
      return nodes ? new NodesView(context, nodes) : new RoomsView(context);
    case 'services':
      return nodes ? new ServicesView(context) : new RoomsView(context);
    case 'webhooks':
      return id ? new WebhookView(context, id) : new WebhooksView(context);
    default:
      return name === 'rooms' && id ? new RoomView(context, id) : new RoomsView(context);
  }
}
