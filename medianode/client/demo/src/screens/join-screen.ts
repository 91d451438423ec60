import { memory } from '../app/memory.js';
import { guestName, randomRoom } from '../app/names.js';
import type { PageOptions } from '../app/query.js';
import { DeviceChoice } from '../media/device-choice.js';
import { Preview } from '../media/preview.js';
import { element } from '../ui/element.js';
import { icon } from '../ui/icon.js';

/** The values of the form. */
export interface JoinRequest {
  room: string;
  name: string;
  audio: boolean;
  video: boolean;
}

/** The form for choosing a name and a room, with a preview of camera and microphone. */
export class JoinScreen {
  readonly #name = element('input', {
    type: 'text',
    required: true,
    maxLength: 60,
    placeholder: 'Ada',
    testId: 'name-input',
    attrs: { autocomplete: 'nickname' },
  });
  readonly #room = element('input', {
    type: 'text',
    required: true,
    maxLength: 60,
    spellcheck: false,
    testId: 'room-input',
    attrs: { autocapitalize: 'off', autocomplete: 'off' },
  });
  readonly #audio = element('input', { type: 'checkbox', testId: 'join-audio' });
  readonly #video = element('input', { type: 'checkbox', testId: 'join-video' });
  readonly #error = element('p', { className: 'problem', hidden: true, testId: 'join-error', attrs: { role: 'alert' } });
  readonly #submit = element('button', { type: 'submit', className: 'primary', textContent: 'Join', testId: 'join-button' });
  readonly #preview = new Preview(new DeviceChoice());
  /** All that can be changed until the form is submitted. */
  readonly #fields: HTMLFieldSetElement;
  readonly #recvOnly: boolean;
  readonly root: HTMLElement;

  /** @param onJoin - called when the form is submitted; its rejection is shown as a message */
  constructor(options: PageOptions, onJoin: (request: JoinRequest) => void) {
    this.#recvOnly = options.recvOnly;
    this.#name.value = options.name || (memory.get('name') ?? '');
    this.#room.value = options.room || randomRoom();
    this.#audio.checked = options.audio;
    this.#video.checked = options.video;
    this.#audio.addEventListener('change', () => this.#preview.showMicrophone(this.#audio.checked));
    this.#video.addEventListener('change', () => this.#preview.showCamera(this.#video.checked));
    this.#fields = element(
      'fieldset',
      { attrs: { 'aria-label': 'Name, room and devices' } },
      field('Your name', this.#name),
      field('Room', this.#room, 'All who enter the same room name meet there.'),
      element(
        'div',
        { className: 'join-devices', hidden: options.recvOnly },
        check('Microphone', this.#audio),
        check('Camera', this.#video),
      ),
      ...(options.recvOnly ? [] : [this.#preview.root]),
    );
    const form = element(
      'form',
      { className: options.recvOnly ? 'card join-form' : 'card join-form with-preview', testId: 'join-form', noValidate: false },
      this.#fields,
      this.#error,
      this.#submit,
    );
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      onJoin(this.#read());
    });
    this.root = element(
      'main',
      { className: 'screen join' },
      element('header', { className: 'brand' }, logo(), element('h1', { textContent: 'Signal Hybrid' }), element('p', { textContent: 'Meet face to face, right in the browser.' })),
      form,
    );
  }

  /** Starts the preview of the devices that are on. It stops when joining begins. */
  preview(): void {
    if (!this.#recvOnly) {
      this.#preview.start(this.#video.checked, this.#audio.checked);
    }
  }

  /** Focuses the first empty field. */
  focus(): void {
    (this.#name.value ? this.#submit : this.#name).focus();
  }

  /** Shows that joining is in progress. The form is disabled meanwhile: its values have been read, and the call opens the devices. */
  busy(busy: boolean): void {
    this.#fields.disabled = busy;
    this.#submit.disabled = busy;
    this.#submit.textContent = busy ? 'Joining…' : 'Join';
    if (busy) {
      this.#preview.stop();
      this.#error.hidden = true;
    }
  }

  /** Shows that joining failed. */
  fail(text: string): void {
    this.busy(false);
    this.#error.textContent = text;
    this.#error.hidden = false;
    this.preview();
    this.#submit.focus();
  }

  /** Another screen is shown: stops the preview. */
  close(): void {
    this.#preview.stop();
  }

  #read(): JoinRequest {
    const name = this.#name.value.trim() || guestName();
    memory.set('name', name);
    return { name, room: this.#room.value.trim() || randomRoom(), audio: this.#audio.checked, video: this.#video.checked };
  }
}

function field(label: string, input: HTMLInputElement, hint?: string): HTMLElement {
  const text = element('span', { className: 'field-label', textContent: label });
  return element('label', { className: 'field' }, text, input, ...(hint ? [element('small', { textContent: hint })] : []));
}

function check(label: string, input: HTMLInputElement): HTMLElement {
  return element('label', { className: 'check' }, input, element('span', { textContent: label }));
}

function logo(): HTMLElement {
  return element('span', { className: 'logo', attrs: { 'aria-hidden': 'true' } }, icon('camera'));
}
