/** The sorts of devices to choose from. */
export type DeviceKind = 'camera' | 'microphone' | 'speaker';

/** Which devices the user chose; remembered for the next call. */
export class DeviceChoice {
  /** The chosen device's id, or empty for the system's own choice. */
  get(kind: DeviceKind): string {
    return localStorage.getItem(`signal.${kind}`) ?? '';
  }

  set(kind: DeviceKind, deviceId: string): void {
    localStorage.setItem(`signal.${kind}`, deviceId);
  }

  /** Prefers the chosen device, and makes do with another when it is gone. */
  constraints(kind: 'camera' | 'microphone'): MediaTrackConstraints {
    const deviceId = this.get(kind);
    return deviceId ? { deviceId: { ideal: deviceId } } : {};
  }
}
