import { ErrorCode } from '../errors/error-code.js';
import { SignalError } from '../errors/signal-error.js';
import { Emitter } from '../events/emitter.js';
import { withDeadline } from '../concurrency/deadline.js';
import type { DataPublication } from './data-publication.js';
import type { DataSubscription } from './data-subscription.js';

/** The label of the data channels that carry chat. A message is its text, nothing else. */
export const chatLabel = 'chat';

/** The longest chat message, in characters. */
export const longestChatMessage = 4_000;

/** How long a message waits for the path to the node, in milliseconds. */
const patience = 15_000;

/** One line of chat. */
export interface ChatMessage {
  /** Who wrote it: a peer's id. */
  peerId: string;
  /** The writer's name at that time; empty when there is none, or it is known to the token alone (own messages). */
  displayName: string;
  text: string;
  /** When it was sent (own messages) or arrived. */
  time: Date;
  /** Was it written here? */
  own: boolean;
}

/** What {@link Chat} tells. */
export interface ChatEvents {
  /** A message arrived or was sent. */
  message: ChatMessage;
}

/** What the chat must know of its room. */
export interface ChatPorts {
  open(): Promise<DataPublication>;
  self(): { peerId: string; displayName: string };
  nameOf(peerId: string): string;
}

/** Text messages to everybody in the room. */
export class Chat extends Emitter<ChatEvents> {
  readonly #ports: ChatPorts;
  #publication: Promise<DataPublication> | undefined;

  /** @internal */
  constructor(ports: ChatPorts) {
    super();
    this.#ports = ports;
  }

  /**
   * Sends a message. Resolves when it is on its way.
   *
   * @throws {@link SignalError} when it is empty or too long, the token grants no data, or the path to the node is not
   * there in time ({@link ErrorCode.TimedOut}); it was not sent then
   */
  async send(text: string): Promise<void> {
    if (text === '' || text.length > longestChatMessage) {
      throw new SignalError(ErrorCode.BadRequest, `A chat message has 1 to ${longestChatMessage} characters.`);
    }
    const publication = await this.open();
    await withDeadline(publication.ready(), patience, 'Opening the chat');
    publication.send(text);
    this.emit('message', { ...this.#ports.self(), text, time: new Date(), own: true });
  }

  /** @internal Opens the channel ahead of the first message, so that nobody misses it. */
  open(): Promise<DataPublication> {
    this.#publication ??= this.#ports.open().then(
      (publication) => {
        publication.once('closed', () => (this.#publication = undefined));
        return publication;
      },
      (error: unknown) => {
        this.#publication = undefined;
        throw error;
      },
    );
    return this.#publication;
  }

  /** @internal */
  listen(subscription: DataSubscription): void {
    const { peerId } = subscription;
    if (subscription.label !== chatLabel || peerId === null) {
      return;
    }
    subscription.on('message', (text) => {
      if (typeof text === 'string' && text !== '') {
        const displayName = this.#ports.nameOf(peerId);
        this.emit('message', { peerId, displayName, text: text.slice(0, longestChatMessage), time: new Date(), own: false });
      }
    });
  }
}
