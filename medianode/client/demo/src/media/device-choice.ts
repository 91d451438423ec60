import { memory } from '../app/memory.js';

/** The sorts of devices to choose from. */
export type DeviceKind = 'camera' | 'microphone' | 'speaker';

/** Which devices the user chose; remembered for the next call. */
export class DeviceChoice {
  readonly #chosen: Partial<Record<DeviceKind, string>> = {};

  /** The chosen device's id, or empty for the system's own choice. */
  get(kind: DeviceKind): string {
    return this.#chosen[kind] ?? memory.get(kind) ?? '';
  }

  set(kind: DeviceKind, deviceId: string): void {
    this.#chosen[kind] = deviceId;
    memory.set(kind, deviceId);
  }

  /** Prefers the chosen device, and makes do with another when it is gone. */
  constraints(kind: 'camera' | 'microphone'): MediaTrackConstraints {
    const deviceId = this.get(kind);
    return deviceId ? { deviceId: { ideal: deviceId } } : {};
  }
}
