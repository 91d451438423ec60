import { DeviceWatcher, type DeviceList } from '@signal-hybrid/client';
import { dialog } from '../ui/dialog.js';
import { element } from '../ui/element.js';
import type { DeviceChoice, DeviceKind } from './device-choice.js';

const rows: { kind: DeviceKind; label: string; list: keyof DeviceList }[] = [
  { kind: 'camera', label: 'Camera', list: 'cameras' },
  { kind: 'microphone', label: 'Microphone', list: 'microphones' },
  { kind: 'speaker', label: 'Speaker', list: 'speakers' },
];

/** The dialog for choosing devices. The lists follow device changes. */
export class SettingsDialog {
  readonly #choice: DeviceChoice;
  readonly #watcher = new DeviceWatcher();
  readonly #selects = new Map<DeviceKind, HTMLSelectElement>();
  readonly root: HTMLDialogElement;

  /**
   * @param choice - the chosen devices
   * @param onChange - called when another device is chosen
   * @param extra - further settings
   */
  constructor(choice: DeviceChoice, onChange: (kind: DeviceKind) => void, ...extra: Node[]) {
    this.#choice = choice;
    const fields = rows.map(({ kind, label }) => {
      const select = element('select', { testId: `${kind}-select` });
      select.addEventListener('change', () => {
        choice.set(kind, select.value);
        onChange(kind);
      });
      this.#selects.set(kind, select);
      return element('label', { className: 'field' }, element('span', { textContent: label }), select);
    });
    this.root = dialog('Settings', 'settings-dialog', ...fields, ...extra);
    this.#watcher.on('changed', (devices) => this.#fill(devices));
  }

  /** Starts watching the devices. */
  async start(): Promise<void> {
    await this.#watcher.start();
  }

  /** Names become visible with the first permission: reads the lists again. */
  async refresh(): Promise<void> {
    await this.#watcher.refresh();
  }

  show(): void {
    void this.refresh();
    this.root.showModal();
  }

  close(): void {
    this.#watcher.stop();
    this.root.close();
  }

  #fill(devices: DeviceList): void {
    for (const { kind, label, list } of rows) {
      const select = this.#selects.get(kind)!;
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
