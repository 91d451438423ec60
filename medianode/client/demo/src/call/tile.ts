import type { Publication, Quality, Subscription } from '@signal-hybrid/client';
import { hueOf, initials } from '../app/names.js';
import { element } from '../ui/element.js';
import { icon } from '../ui/icon.js';

/** The participant and the source that a tile shows. */
export interface TileSubject {
  peerId: string;
  name: string;
  source: 'camera' | 'screen';
  local: boolean;
}

const qualityWords: Record<Quality, string> = {
  unknown: 'Connection quality unknown',
  lost: 'No media received',
  poor: 'Poor connection',
  fair: 'Fair connection',
  good: 'Good connection',
};

/** One person's picture (or initials), name, microphone and connection quality; or one shared screen. */
export class Tile {
  readonly subject: TileSubject;
  readonly root: HTMLElement;
  readonly #video = element('video', {
    autoplay: true,
    muted: true,
    playsInline: true,
    hidden: true,
    testId: 'tile-video',
    attrs: { disablepictureinpicture: '' },
  });
  readonly #avatar = element('div', { className: 'tile-avatar', attrs: { 'aria-hidden': 'true' } });
  readonly #name = element('span', { className: 'tile-name', testId: 'tile-name' });
  readonly #muted = element('span', { className: 'tile-muted', hidden: true, testId: 'tile-muted', attrs: { role: 'img', 'aria-label': 'Microphone off' } }, icon('microphoneOff'));
  readonly #hand = element('span', { className: 'tile-hand', hidden: true, testId: 'tile-hand', attrs: { role: 'img', 'aria-label': 'Hand raised' } }, icon('hand'));
  readonly #quality = element('span', { className: 'tile-quality', testId: 'tile-quality', attrs: { role: 'img' } }, element('i'), element('i'), element('i'));
  readonly #resize = new ResizeObserver(() => this.#adaptSoon());
  #shown: Subscription | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(subject: TileSubject) {
    this.subject = subject;
    this.root = element(
      'li',
      { className: 'tile', testId: 'tile' },
      this.#avatar,
      this.#video,
      this.#hand,
      element('div', { className: 'tile-caption' }, this.#muted, this.#name, this.#quality),
    );
    Object.assign(this.root.dataset, { source: subject.source, local: String(subject.local) });
    this.setPeerId(subject.peerId);
    this.rename(subject.name);
    this.setQuality('unknown');
    this.setSpeaking(false);
    this.setHand(false);
    this.#resize.observe(this.root);
  }

  /** The peer's id has changed: the room is joined, or has moved to another node. */
  setPeerId(peerId: string): void {
    this.root.dataset['peerId'] = peerId;
  }

  /** Shows another name. */
  rename(name: string): void {
    const { local, source } = this.subject;
    const who = name || 'Guest';
    this.#name.textContent = source === 'screen' ? (local ? 'Your screen' : `${who}’s screen`) : local ? `${who} (you)` : who;
    this.#avatar.textContent = initials(who);
    this.#avatar.style.setProperty('--hue', String(hueOf(who)));
    this.root.dataset['name'] = name;
  }

  /** Shows a received stream, or nothing. */
  showRemote(subscription: Subscription | undefined): void {
    this.#shown = subscription;
    this.#show(subscription && !subscription.muted ? subscription.track : null);
    this.#adaptSoon();
  }

  /** Shows this page's own stream, or nothing. */
  showLocal(publication: Publication | undefined): void {
    this.#show(publication && !publication.muted ? publication.track : null);
  }

  setMuted(muted: boolean): void {
    this.#muted.hidden = !muted;
    this.root.dataset['muted'] = String(muted);
  }

  setHand(raised: boolean): void {
    this.#hand.hidden = !raised;
    this.root.dataset['hand'] = String(raised);
  }

  setSpeaking(speaking: boolean): void {
    this.root.classList.toggle('speaking', speaking);
    this.root.dataset['speaking'] = String(speaking);
  }

  setQuality(quality: Quality): void {
    this.#quality.dataset['level'] = quality;
    this.#quality.setAttribute('aria-label', qualityWords[quality]);
    this.#quality.title = qualityWords[quality];
  }

  /** Removes the tile. */
  close(): void {
    clearTimeout(this.#timer);
    this.#resize.disconnect();
    this.#video.srcObject = null;
    this.root.remove();
  }

  #show(track: MediaStreamTrack | null): void {
    const current = (this.#video.srcObject as MediaStream | null)?.getTracks()[0] ?? null;
    if (current !== track) {
      this.#video.srcObject = track ? new MediaStream([track]) : null;
    }
    this.#video.hidden = track === null;
    this.root.dataset['video'] = track ? 'on' : 'off';
    if (track) {
      void this.#video.play().catch(() => undefined);
    }
  }

  /** Requests the simulcast layer that fits, once the tile's size is stable. */
  #adaptSoon(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      const { width, height } = this.root.getBoundingClientRect();
      const scale = Math.min(devicePixelRatio, 2);
      void this.#shown?.adaptToSize(width * scale, height * scale).catch(() => undefined);
    }, 400);
  }
}
