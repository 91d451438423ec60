import type { DeviceList } from '@signal-hybrid/client';
import { element } from '../ui/element.js';
import type { DeviceChoice, DeviceKind } from './device-choice.js';

const labels: Record<DeviceKind, { label: string; list: keyof DeviceList }> = {
  camera: { label: 'Camera', list: 'cameras' },
  microphone: { label: 'Microphone', list: 'microphones' },
  speaker: { label: 'Speaker', list: 'speakers' },
};

/** One labelled list for each kind of device. A choice is stored for the next call. */
export class DeviceFields {
  readonly #choice: DeviceChoice;
  readonly #selects = new Map<DeviceKind, HTMLSelectElement>();
  readonly fields: HTMLElement[];

  /**
   * @param kinds - the kinds to choose from
   * @param choice - the chosen devices
   * @param onChange - called when another device is chosen
   */
  constructor(kinds: DeviceKind[], choice: DeviceChoice, onChange: (kind: DeviceKind) => void) {
    this.#choice = choice;
    this.fields = kinds.map((kind) => {
      const select = element('select', { testId: `${kind}-select` });
      select.addEventListener('change', () => {
        choice.set(kind, select.value);
        onChange(kind);
      });
      this.#selects.set(kind, select);
      return element('label', { className: 'field' }, element('span', { textContent: labels[kind].label }), select);
    });
  }

  /** Shows the available devices. */
  fill(devices: DeviceList): void {
    for (const [kind, select] of this.#selects) {
      const { label, list } = labels[kind];
      const chosen = this.#choice.get(kind);
      const options = devices[list].map((device, index) =>
        element('option', {
          value: device.deviceId,
          textContent: device.label || `${label} ${index + 1}`,
          selected: device.deviceId === chosen,
        }),
      );
      select.replaceChildren(
        ...(options.length ? options : [element('option', { value: '', textContent: `No ${label.toLowerCase()} found` })]),
      );
      select.disabled = options.length === 0;
    }
  }
}
