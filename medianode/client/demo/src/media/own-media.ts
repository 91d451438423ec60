import { ErrorCode, SignalError, type Publication, type Room } from '@signal-hybrid/client';
import type { PageOptions } from '../app/query.js';
import type { DeviceChoice } from './device-choice.js';

/** Turns this page's microphone, camera and screen on and off. */
export class OwnMedia {
  readonly #room: Room;
  readonly #options: PageOptions;
  readonly #devices: DeviceChoice;

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

  async toggleMicrophone(): Promise<void> {
    const { microphone } = this;
    if (microphone) {
      await (microphone.muted ? microphone.unmute() : microphone.mute());
    } else {
      await this.startMicrophone(false);
    }
  }

  async toggleCamera(): Promise<void> {
    const { camera } = this;
    if (camera) {
      await (camera.muted ? camera.unmute() : camera.mute());
    } else {
      await this.startCamera();
    }
  }

  async toggleScreen(): Promise<void> {
    const { screen } = this;
    if (screen) {
      await screen.close();
      return;
    }
    try {
      await this.#room.publishScreen();
    } catch (error) {
      // Closing the browser's picker is no error.
      if (!(error instanceof SignalError && error.code === ErrorCode.CaptureDenied)) {
        throw error;
      }
    }
  }

  async startMicrophone(muted: boolean): Promise<void> {
    await this.#room.publishMicrophone({ muted, constraints: this.#devices.constraints('microphone') });
  }

  async startCamera(): Promise<void> {
    const { codec, layering, size } = this.#options;
    await this.#room.publishCamera({
      ...(codec ? { codec } : {}),
      ...(layering ? { layering } : {}),
      constraints: {
        ...(size ? { width: { ideal: size.width }, height: { ideal: size.height } } : {}),
        ...this.#devices.constraints('camera'),
      },
    });
  }

  /** Goes on with another device, if one of that sort is in use. */
  async switchTo(kind: 'camera' | 'microphone'): Promise<void> {
    await this.#find(kind)?.switchDevice(this.#devices.constraints(kind));
  }

  #find(source: Publication['source']): Publication | undefined {
    return this.#room.publications.find((publication) => publication.source === source);
  }
}
