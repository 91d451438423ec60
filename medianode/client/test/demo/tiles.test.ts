import { Emitter, type Publication, type RemotePeer, type Room, type Subscription } from '@signal-hybrid/client';
import { expect, it, vi } from 'vitest';
import type { Stage } from '../../demo/src/call/stage.js';
import type { Tile, TileSubject } from '../../demo/src/call/tile.js';
import { Tiles } from '../../demo/src/call/tiles.js';

vi.mock('../../demo/src/call/tile.js', () => {
  const methods = ['setMuted', 'showRemote', 'showLocal', 'setQuality', 'close'];
  class FakeTile {
    peerId: string;

    constructor(readonly subject: TileSubject) {
      this.peerId = subject.peerId;
      Object.assign(this, Object.fromEntries(methods.map((name) => [name, () => undefined])));
    }

    setPeerId(peerId: string): void {
      this.peerId = peerId;
    }
  }
  return { Tile: FakeTile };
});

class Source extends Emitter<Record<string, unknown>> {
  fire(name: string, event: unknown = undefined): void {
    this.emit(name, event);
  }
}

it('gives shared screens the new ids of their owners after a move', () => {
  const tiles: (Tile & { peerId: string })[] = [];
  const stage = { add: (tile: Tile) => tiles.push(tile as (typeof tiles)[number]), update: () => undefined };
  const room = Object.assign(new Source(), { peerId: 'ann', peers: new Map<string, RemotePeer>() });
  new Tiles(room as unknown as Room, stage as unknown as Stage, 'Ann');
  const own = Object.assign(new Source(), { source: 'screen' });
  const received = Object.assign(new Source(), { source: 'screen', peerId: 'ben', muted: false, closed: false });
  room.fire('published', own as unknown as Publication);
  room.fire('subscribed', received as unknown as Subscription);
  const screens = () => tiles.filter(({ subject }) => subject.source === 'screen').map(({ peerId }) => peerId);
  expect(screens()).toEqual(['ann', 'ben']);

  room.peerId = 'ann-2';
  room.fire('moved');
  received.peerId = 'ben-2';
  received.fire('trackChanged');

  expect(screens()).toEqual(['ann-2', 'ben-2']);
});
