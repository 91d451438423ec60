import type { DownlinkEstimate } from '../signaling/server-events.js';
import type { MoveOrder } from './move.js';
import type { NodeLink } from './node-link.js';
import type { RoomEvents } from './room-events.js';

/** Callbacks for a node's notifications. */
export interface NoticePorts {
  /** The router is closed: the media must be rebuilt. */
  reset(): void;
  /** The room shall move to another node. */
  migrate(): void;
  /** This client shall move to another room. */
  move(order: MoveOrder): void;
  kicked(reason: string | undefined): void;
  roomClosed(reason: string): void;
  grantsChanged(): void;
  activeSpeaker(peerId: string | null): void;
  downlink(estimate: DownlinkEstimate): void;
  emit<Name extends keyof RoomEvents>(name: Name, event: RoomEvents[Name]): void;
}

/**
 * Handles a node's notifications about the room, as long as the link is the room's. Changes of grants, settings and metadata are applied
 * to a link in preparation too.
 */
export function followNotices(link: NodeLink, ports: NoticePorts): void {
  const { channel } = link;
  const on: typeof channel.on = (name, listener) => channel.on(name, (event) => link.current && listener(event));
  on('mediaReset', () => {
    ports.emit('mediaReset', undefined);
    ports.reset();
  });
  on('migrate', () => ports.migrate());
  // Over a link that is not the room's yet, or no longer, too: the latest order counts.
  channel.on('move', (order) => ports.move(order));
  on('kicked', ({ reason }) => ports.kicked(reason));
  on('roomClosed', ({ reason }) => ports.roomClosed(reason));
  on('activeSpeaker', (event) => {
    ports.activeSpeaker(event.peerId);
    ports.emit('activeSpeaker', event);
  });
  on('downlinkBwe', (estimate) => {
    ports.downlink(estimate);
    ports.emit('downlink', estimate);
  });
  channel.on('grantsChanged', ({ grants }) => {
    if (link.amend({ grants }) && link.current) {
      ports.grantsChanged();
      ports.emit('grantsChanged', grants);
    }
  });
  channel.on('roomUpdated', (update) => {
    if (update.settings) {
      link.amend({ settings: update.settings });
    }
    if (link.current) {
      ports.emit('roomUpdated', update);
    }
  });
  channel.on('peerUpdated', ({ peerId, metadata }) => {
    if (typeof metadata === 'string' && peerId === link.welcome?.peerId) {
      link.amend({ metadata });
    }
  });
  on('roomData', (data) => ports.emit('roomData', data));
  on('muteRequested', (request) => ports.emit('muteRequested', request));
  on('nodeDraining', ({ deadline }) => ports.emit('draining', deadline === null ? null : new Date(deadline)));
}
