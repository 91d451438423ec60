import type { Publication, RemotePeer, Room, Subscription } from '@signal-hybrid/client';
import type { Hands } from './hands.js';
import type { Stage } from './stage.js';
import { Tile, type TileSubject } from './tile.js';

/** Synchronises the stage's tiles with the room. */
export class Tiles {
  readonly #room: Room;
  readonly #stage: Stage;
  readonly #self: Tile;
  readonly #name: string;
  // Keyed by objects, not by ids, which change when the room moves to another node.
  readonly #people = new Map<RemotePeer, Tile>();
  readonly #screens = new Map<Subscription, Tile>();

  constructor(room: Room, stage: Stage, name: string) {
    this.#room = room;
    this.#stage = stage;
    this.#name = name;
    this.#self = this.#create({ peerId: '', name, source: 'camera', local: true });
    this.#self.setMuted(true);
    room.on('peerJoined', (peer) => this.#addPeer(peer));
    room.on('peerUpdated', (peer) => {
      this.#people.get(peer)?.rename(peer.displayName);
      this.#people.get(peer)?.setPeerId(peer.id);
    });
    room.on('peerLeft', (peer) => this.#removePeer(peer));
    room.on('subscribed', (subscription) => this.#addStream(subscription));
    room.on('unsubscribed', (subscription) => this.#removeStream(subscription));
    room.on('published', (publication) => this.#addOwn(publication));
    room.on('activeSpeaker', ({ peerId }) => this.#mark(peerId));
    room.on('stateChanged', (state) => {
      if (state === 'connected') {
        this.#self.setPeerId(room.peerId);
      }
    });
    room.on('moved', () => this.#self.setPeerId(room.peerId));
  }

  /** Shows who has raised a hand. */
  showHands(hands: Hands): void {
    this.#self.setHand(hands.own);
    this.#people.forEach((tile, peer) => tile.setHand(hands.isRaised(peer.id)));
  }

  #create(subject: TileSubject): Tile {
    const tile = new Tile(subject);
    this.#stage.add(tile);
    return tile;
  }

  #addPeer(peer: RemotePeer): void {
    const tile = this.#create({ peerId: peer.id, name: peer.displayName, source: 'camera', local: false });
    tile.setMuted(true);
    this.#people.set(peer, tile);
  }

  #removePeer(peer: RemotePeer): void {
    this.#people.get(peer)?.close();
    this.#people.delete(peer);
    this.#stage.update();
  }

  #addStream(subscription: Subscription): void {
    const { peerId, source } = subscription;
    if (source === 'screen') {
      const name = this.#room.peers.get(peerId)?.displayName ?? '';
      this.#screens.set(subscription, this.#create({ peerId, name, source: 'screen', local: false }));
    }
    const refresh = () => this.#refresh(subscription);
    subscription.on('muted', refresh);
    subscription.on('trackChanged', refresh);
    subscription.on('quality', refresh);
    refresh();
  }

  #removeStream(subscription: Subscription): void {
    const screen = this.#screens.get(subscription);
    if (screen) {
      screen.close();
      this.#screens.delete(subscription);
      this.#stage.update();
      return;
    }
    const tile = this.#tileOf(subscription.peerId);
    if (subscription.source === 'camera') {
      tile?.showRemote(undefined);
    } else if (subscription.source === 'microphone') {
      tile?.setMuted(true);
    }
  }

  #refresh(subscription: Subscription): void {
    const { source, quality, muted, closed } = subscription;
    const screen = this.#screens.get(subscription);
    screen?.setPeerId(subscription.peerId);
    const tile = screen ?? this.#tileOf(subscription.peerId);
    if (!tile || closed) {
      return;
    }
    if (source === 'microphone') {
      tile.setMuted(muted);
    } else if (source !== 'screenAudio') {
      tile.showRemote(subscription);
    }
    // The quality of video reflects the network path better than that of audio.
    const picture = this.#room.peers.get(subscription.peerId)?.subscription('camera');
    if (subscription === picture || !picture || picture.muted) {
      tile.setQuality(quality);
    }
  }

  #addOwn(publication: Publication): void {
    if (publication.source === 'microphone') {
      const refresh = () => this.#self.setMuted(publication.muted || publication.closed);
      publication.on('muted', refresh);
      publication.on('closed', refresh);
      refresh();
    } else if (publication.source === 'camera') {
      this.#follow(this.#self, publication);
      publication.on('closed', () => this.#self.showLocal(undefined));
    } else if (publication.source === 'screen') {
      const tile = this.#create({ peerId: this.#room.peerId, name: this.#name, source: 'screen', local: true });
      this.#follow(tile, publication);
      const stops = (['moved', 'reconnected'] as const).map((name) => this.#room.on(name, () => tile.setPeerId(this.#room.peerId)));
      publication.on('closed', () => {
        stops.forEach((stop) => stop());
        tile.close();
        this.#stage.update();
      });
    }
  }

  #follow(tile: Tile, publication: Publication): void {
    const refresh = () => tile.showLocal(publication);
    publication.on('muted', refresh);
    publication.on('trackChanged', refresh);
    publication.on('quality', (quality) => tile.setQuality(quality));
    refresh();
  }

  #tileOf(peerId: string): Tile | undefined {
    const peer = this.#room.peers.get(peerId);
    return peer && this.#people.get(peer);
  }

  #mark(speaker: string | null): void {
    this.#self.setSpeaking(speaker === this.#room.peerId);
    this.#people.forEach((tile, peer) => tile.setSpeaking(peer.id === speaker));
  }
}
