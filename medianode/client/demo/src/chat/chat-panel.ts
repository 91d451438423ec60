import { longestChatMessage, type ChatMessage } from '@signal-hybrid/client';
import { element } from '../ui/element.js';
import { icon } from '../ui/icon.js';
import { splitLinks } from './links.js';

const clock = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit' });

const invitation = 'Write a message';

/** The maximum number of messages; the oldest is removed first. */
const most = 500;

/** The messages of the call, and a field to write one. */
export class ChatPanel {
  readonly #list = element('ol', { className: 'chat-list' });
  // The log role is on the parent: a list with another role loses its list items.
  readonly #log = element(
    'div',
    { className: 'chat-messages', testId: 'chat-messages', tabIndex: 0, attrs: { role: 'log', 'aria-live': 'polite', 'aria-label': 'Messages' } },
    this.#list,
  );
  readonly #empty = element('p', { className: 'chat-empty', textContent: 'No messages yet. All participants see what you write.' });
  readonly #input = element('input', {
    type: 'text',
    autocomplete: 'off',
    maxLength: longestChatMessage,
    placeholder: invitation,
    testId: 'chat-input',
    attrs: { 'aria-label': 'Message', enterkeyhint: 'send' },
  });
  readonly #send = element('button', { type: 'submit', className: 'send-button', testId: 'chat-send', attrs: { 'aria-label': 'Send' } }, icon('send'));
  readonly #close = element('button', { type: 'button', className: 'plain-button', testId: 'chat-close', attrs: { 'aria-label': 'Close chat' } }, icon('close'));
  readonly #form = element('form', { className: 'chat-form' }, this.#input, this.#send);
  readonly root = element(
    'section',
    { className: 'chat', testId: 'chat-panel', hidden: true, attrs: { 'aria-label': 'Chat' } },
    element('header', { className: 'chat-header' }, element('h2', { textContent: 'Chat' }), this.#close),
    this.#empty,
    this.#log,
    this.#form,
  );

  /**
   * @param send - sends a message
   * @param onClose - the panel's close button was pressed
   */
  constructor(send: (text: string) => Promise<void>, onClose: () => void) {
    this.#close.addEventListener('click', onClose);
    this.#form.addEventListener('submit', (event) => {
      event.preventDefault();
      const text = this.#input.value.trim();
      if (text) {
        this.#input.value = '';
        send(text).catch(() => {
          // Restores the text in the input, before text typed meanwhile.
          this.#input.value = [text, this.#input.value].filter(Boolean).join(' ');
        });
      }
    });
  }

  get open(): boolean {
    return !this.root.hidden;
  }

  /** Shows or hides the panel; the message field has the focus when it is shown. */
  toggle(open: boolean): void {
    this.root.hidden = !open;
    if (open) {
      this.#log.scrollTop = this.#log.scrollHeight;
      this.#input.focus();
    }
  }

  /** Enables or disables writing. */
  allow(allowed: boolean): void {
    this.#input.disabled = !allowed;
    this.#send.disabled = !allowed;
    this.#input.placeholder = allowed ? invitation : 'You cannot write in this room';
  }

  add(message: ChatMessage, name: string): void {
    const atEnd = this.#log.scrollHeight - this.#log.scrollTop - this.#log.clientHeight < 60;
    const item = element(
      'li',
      { className: message.own ? 'chat-message own' : 'chat-message', testId: 'chat-message' },
      element(
        'div',
        { className: 'chat-meta' },
        element('strong', { textContent: name }),
        element('time', { textContent: clock.format(message.time), dateTime: message.time.toISOString() }),
      ),
      element('p', { className: 'chat-text', testId: 'chat-text' }, ...withLinks(message.text)),
    );
    Object.assign(item.dataset, { own: String(message.own), peerId: message.peerId });
    this.#empty.hidden = true;
    this.#list.append(item);
    if (this.#list.childElementCount > most) {
      this.#list.firstElementChild?.remove();
    }
    if (atEnd || message.own) {
      this.#log.scrollTop = this.#log.scrollHeight;
    }
  }
}

/** The message as nodes: nothing in it is interpreted but the addresses. */
function withLinks(message: string): (Node | string)[] {
  return splitLinks(message).map(({ text, href }) =>
    href ? element('a', { href, target: '_blank', rel: 'noopener noreferrer', textContent: text }) : text,
  );
}
