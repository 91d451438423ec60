import { DeviceWatcher } from '@signal-hybrid/client';
import { dialog } from '../ui/dialog.js';
import type { DeviceChoice, DeviceKind } from './device-choice.js';
import { DeviceFields } from './device-fields.js';

/** The dialog for choosing devices. The lists follow device changes. */
export class SettingsDialog {
  readonly #watcher = new DeviceWatcher();
  readonly root: HTMLDialogElement;

  /**
   * @param choice - the chosen devices
   * @param onChange - called when another device is chosen
   * @param extra - further settings
   */
  constructor(choice: DeviceChoice, onChange: (kind: DeviceKind) => void, ...extra: Node[]) {
    const devices = new DeviceFields(['camera', 'microphone', 'speaker'], choice, onChange);
    this.root = dialog('Settings', 'settings-dialog', ...devices.fields, ...extra);
    this.#watcher.on('changed', (list) => devices.fill(list));
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
}
