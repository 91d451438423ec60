import { Emitter } from '../events/emitter.js';

/** The available devices, by kind. */
export interface DeviceList {
  cameras: MediaDeviceInfo[];
  microphones: MediaDeviceInfo[];
  speakers: MediaDeviceInfo[];
}

interface DeviceEvents {
  /** A device was added or removed, or a permission made the names visible. */
  changed: DeviceList;
}

/**
 * Keeps a list of cameras, microphones and speakers, and emits `changed` when one is plugged in or out. Browsers hide the names
 * until the user has allowed a capture: call {@link DeviceWatcher.refresh} after one.
 */
export class DeviceWatcher extends Emitter<DeviceEvents> {
  #devices: DeviceList = { cameras: [], microphones: [], speakers: [] };
  readonly #onChange = () => void this.refresh();

  /** The list as last read; empty before {@link DeviceWatcher.start}. */
  get devices(): DeviceList {
    return this.#devices;
  }

  /** Reads the list and starts watching for changes. */
  async start(): Promise<DeviceList> {
    navigator.mediaDevices?.addEventListener('devicechange', this.#onChange);
    return this.refresh();
  }

  /** Reads the list again. */
  async refresh(): Promise<DeviceList> {
    const all = (await navigator.mediaDevices?.enumerateDevices()) ?? [];
    const ofKind = (kind: MediaDeviceKind) => all.filter((device) => device.kind === kind && device.deviceId !== '');
    this.#devices = { cameras: ofKind('videoinput'), microphones: ofKind('audioinput'), speakers: ofKind('audiooutput') };
    this.emit('changed', this.#devices);
    return this.#devices;
  }

  /** Stops watching. */
  stop(): void {
    navigator.mediaDevices?.removeEventListener('devicechange', this.#onChange);
  }
}
