import { memory } from '../app/memory.js';

/** The kinds of devices to choose from. */
export type DeviceKind = 'camera' | 'microphone' | 'speaker';

/** The devices that the user chose; stored for the next call. */
export class DeviceChoice {
  readonly #chosen: Partial<Record<DeviceKind, string>> = {};

  /** The chosen device's id, or empty for the system default. */
  get(kind: DeviceKind): string {
    return this.#chosen[kind] ?? memory.get(kind) ?? '';
  }

  set(kind: DeviceKind, deviceId: string): void {
    this.#chosen[kind] = deviceId;
    memory.set(kind, deviceId);
  }

  /** Constraints that prefer the chosen device, and fall back to another when it is not available. */
  constraints(kind: 'camera' | 'microphone'): MediaTrackConstraints {
    const deviceId = this.get(kind);
    return deviceId ? { deviceId: { ideal: deviceId } } : {};
  }
}
