import { ErrorCode, SignalError, type Publication, type Room } from '@signal-hybrid/client';
import type { PageOptions } from '../app/query.js';
import type { DeviceChoice } from './device-choice.js';

type Source = Publication['source'];

/** Turns this page's microphone, camera and screen on and off. */
export class OwnMedia {
  readonly #room: Room;
  readonly #options: PageOptions;
  readonly #devices: DeviceChoice;
  /** The sources that are being turned on. */
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

  /** Whether the source is published and not muted. */
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
      // Closing the browser's picker is not an error, nor is an immediate "stop sharing".
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

  /** Switches to another device, if one of that kind is in use. */
  async switchTo(kind: 'camera' | 'microphone'): Promise<void> {
    await this.#find(kind)?.switchDevice(this.#devices.constraints(kind));
  }

  async #toggle(source: Source, start: () => Promise<void>): Promise<void> {
    const starting = this.#starting.get(source);
    if (starting) {
      // The button showed "off" when it was pressed. The caller that started it reports the error.
      await starting.catch(() => undefined);
      await this.#find(source)?.unmute();
      return;
    }
    const publication = this.#find(source);
    await (!publication ? start() : publication.muted ? publication.unmute() : publication.mute());
  }

  /** A source is published once, even if it is requested again while the browser prompts the user. */
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
