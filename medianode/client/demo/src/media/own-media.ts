import { ErrorCode, SignalError, type Publication, type Room } from '@signal-hybrid/client';
import type { PageOptions } from '../app/query.js';
import type { DeviceChoice } from './device-choice.js';

type Source = Publication['source'];

/** Turns this page's microphone, camera and screen on and off. */
export class OwnMedia {
  readonly #room: Room;
  readonly #options: PageOptions;
  readonly #devices: DeviceChoice;
  /** What is being turned on right now. */
  readonly #starting = new Map<Source, Promise<unknown>>();

  constructor(room: Room, options: PageOptions, devices: DeviceChoice) {
    this.#room = room;
    this.#options = options;
    this.#devices = devices;
  }

  get microphone(): Publication | undefined {
    return this.#find('microphone');
  }

  get camera(): Publication | undefined {
    return this.#find('camera');
  }

  get screen(): Publication | undefined {
    return this.#find('screen');
  }

  /** Is it there, and not muted? */
  isOn(publication: Publication | undefined): boolean {
    return publication !== undefined && !publication.muted;
  }

  toggleMicrophone(): Promise<void> {
    return this.#toggle('microphone', () => this.startMicrophone(false));
  }

  toggleCamera(): Promise<void> {
    return this.#toggle('camera', () => this.startCamera());
  }

  async toggleScreen(): Promise<void> {
    const { screen } = this;
    if (screen) {
      await screen.close();
      return;
    }
    try {
      await this.#once('screen', () => this.#room.publishScreen());
    } catch (error) {
      // Closing the browser's picker is no error, and neither is "stop sharing" right behind it.
      const codes: number[] = [ErrorCode.CaptureDenied, ErrorCode.InvalidState];
      if (!(error instanceof SignalError && codes.includes(error.code))) {
        throw error;
      }
    }
  }

  async startMicrophone(muted: boolean): Promise<void> {
    await this.#once('microphone', () =>
      this.#room.publishMicrophone({ muted, constraints: this.#devices.constraints('microphone') }),
    );
  }

  async startCamera(): Promise<void> {
    const { codec, layering, size } = this.#options;
    await this.#once('camera', () =>
      this.#room.publishCamera({
        ...(codec ? { codec } : {}),
        ...(layering ? { layering } : {}),
        constraints: {
          ...(size ? { width: { ideal: size.width }, height: { ideal: size.height } } : {}),
          ...this.#devices.constraints('camera'),
        },
      }),
    );
  }

  /** Goes on with another device, if one of that sort is in use. */
  async switchTo(kind: 'camera' | 'microphone'): Promise<void> {
    await this.#find(kind)?.switchDevice(this.#devices.constraints(kind));
  }

  async #toggle(source: Source, start: () => Promise<void>): Promise<void> {
    const starting = this.#starting.get(source);
    if (starting) {
      // It looked switched off when it was pressed. The caller that started it reports the error.
      await starting.catch(() => undefined);
      await this.#find(source)?.unmute();
      return;
    }
    const publication = this.#find(source);
    await (!publication ? start() : publication.muted ? publication.unmute() : publication.mute());
  }

  /** A source is published once, however often that is asked for while the browser asks the user. */
  #once(source: Source, publish: () => Promise<unknown>): Promise<unknown> {
    let starting = this.#starting.get(source);
    if (!starting) {
      starting = publish().finally(() => this.#starting.delete(source));
      this.#starting.set(source, starting);
    }
    return starting;
  }

  #find(source: Source): Publication | undefined {
    return this.#room.publications.find((publication) => publication.source === source);
  }
}
