import { captureCamera, captureMicrophone, DeviceWatcher } from '@signal-hybrid/client';
import { errorText } from '../app/error-text.js';
import { element } from '../ui/element.js';
import { icon } from '../ui/icon.js';
import type { DeviceChoice } from './device-choice.js';
import { DeviceFields } from './device-fields.js';
import { LevelMeter } from './level-meter.js';
import { PreviewSource } from './preview-source.js';

/** Shows the camera's picture and the microphone's level before joining, and lets the user choose the devices. */
export class Preview {
  readonly #watcher = new DeviceWatcher();
  readonly #meter = new LevelMeter();
  readonly #video = element('video', { autoplay: true, muted: true, playsInline: true, hidden: true, testId: 'preview-video', attrs: { 'aria-label': 'Your camera' } });
  readonly #problem = element('p', { className: 'preview-problem', hidden: true, testId: 'preview-problem', attrs: { role: 'status' } });
  readonly #camera: PreviewSource;
  readonly #microphone: PreviewSource;
  readonly root: HTMLElement;

  /** @param choice - the devices to use; a choice made here is stored */
  constructor(choice: DeviceChoice) {
    const fail = (error: unknown) => this.#fail(error);
    this.#camera = new PreviewSource(() => this.#captured(captureCamera(choice.constraints('camera'))), (track) => this.#show(track), fail);
    this.#microphone = new PreviewSource(() => this.#captured(captureMicrophone(choice.constraints('microphone'))), (track) => this.#meter.follow(track), fail);
    const devices = new DeviceFields(['camera', 'microphone'], choice, (kind) => void (kind === 'camera' ? this.#camera : this.#microphone).open());
    this.#watcher.on('changed', (list) => devices.fill(list));
    this.root = element(
      'section',
      { className: 'preview', testId: 'preview', attrs: { 'aria-label': 'Preview' } },
      element('div', { className: 'preview-picture' }, icon('cameraOff'), this.#video),
      element('div', { className: 'preview-level' }, icon('microphone'), this.#meter.root),
      this.#problem,
      element('div', { className: 'row' }, ...devices.fields),
    );
  }

  /** Opens the devices that are on. */
  start(camera: boolean, microphone: boolean): void {
    void this.#watcher.start();
    this.showCamera(camera);
    this.showMicrophone(microphone);
  }

  /** Turns the camera on or off. */
  showCamera(on: boolean): void {
    toggle(this.#camera, on);
  }

  /** Turns the microphone on or off. */
  showMicrophone(on: boolean): void {
    toggle(this.#microphone, on);
  }

  /** Stops the devices, so that the call can open them. */
  stop(): void {
    this.#camera.close();
    this.#microphone.close();
    this.#watcher.stop();
  }

  /** The names of the devices are visible after the first permission. */
  async #captured(capture: Promise<MediaStreamTrack>): Promise<MediaStreamTrack> {
    const track = await capture;
    this.#problem.hidden = true;
    void this.#watcher.refresh();
    return track;
  }

  #show(track: MediaStreamTrack | undefined): void {
    this.#video.srcObject = track ? new MediaStream([track]) : null;
    this.#video.hidden = !track;
  }

  #fail(error: unknown): void {
    this.#problem.textContent = errorText(error);
    this.#problem.hidden = false;
  }
}

function toggle(source: PreviewSource, on: boolean): void {
  if (on) {
    void source.open();
  } else {
    source.close();
  }
}
