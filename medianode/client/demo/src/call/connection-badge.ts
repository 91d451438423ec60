import type { MediaState, Room, RoomState } from '@signal-hybrid/client';
import { element } from '../ui/element.js';

const words: Record<RoomState, string> = {
  connecting: 'Connecting…',
  connected: 'Connected',
  reconnecting: 'Reconnecting…',
  closed: 'Disconnected',
};

/** Shows the connection state as a word and a colour. */
export class ConnectionBadge {
  readonly #text = element('span', { className: 'badge-text' });
  readonly root = element(
    'p',
    { className: 'badge', testId: 'connection-state', attrs: { role: 'status', 'aria-live': 'polite' } },
    element('span', { className: 'badge-dot', attrs: { 'aria-hidden': 'true' } }),
    this.#text,
  );

  constructor(room: Room) {
    const update = () => this.#show(room.state, room.mediaState);
    room.on('stateChanged', update);
    room.on('mediaStateChanged', update);
    update();
  }

  #show(state: RoomState, media: MediaState): void {
    const interrupted = state === 'connected' && media === 'interrupted';
    this.root.dataset['state'] = state;
    this.root.dataset['media'] = media;
    this.root.dataset['tone'] = interrupted || state === 'reconnecting' ? 'wait' : state === 'connected' ? 'good' : state === 'closed' ? 'bad' : 'wait';
    this.#text.textContent = interrupted ? 'Picture and sound interrupted…' : words[state];
  }
}
