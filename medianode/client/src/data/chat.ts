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
const sendTimeout = 15_000;

/** One line of chat. */
export interface ChatMessage {
  /** The sender's peer id. */
  peerId: string;
  /** The sender's display name when the message was sent; empty when there is none, or only the token holds it (own messages). */
  displayName: string;
  text: string;
  /** When it was sent (own messages) or arrived. */
  time: Date;
  /** Whether this client sent the message. */
  own: boolean;
}

/** The events of {@link Chat}. */
export interface ChatEvents {
  /** A message arrived or was sent. */
  message: ChatMessage;
}

/** The room's functions that the chat uses. */
export interface ChatPorts {
  open(): Promise<DataPublication>;
  self(): { peerId: string; displayName: string };
  /** The sender of a message, by the peer id of its channel. */
  sender(peerId: string): { peerId: string; displayName: string };
}

/** Text messages to all participants. */
export class Chat extends Emitter<ChatEvents> {
  readonly #ports: ChatPorts;
  #publication: Promise<DataPublication> | undefined;

  /** @internal */
  constructor(ports: ChatPorts) {
    super();
    this.#ports = ports;
  }

  /**
   * Sends a message. Resolves when it has been handed to the data channel.
   *
   * @throws {@link SignalError} when it is empty or too long, the token does not grant data, or the path to the node is not
   * open in time ({@link ErrorCode.TimedOut}); the message was not sent then
   */
  async send(text: string): Promise<void> {
    if (text === '' || text.length > longestChatMessage) {
      throw new SignalError(ErrorCode.BadRequest, `A chat message must have 1 to ${longestChatMessage} characters.`);
    }
    const publication = await this.open();
    await withDeadline(publication.ready(), sendTimeout, 'Opening the chat');
    publication.send(text);
    this.emit('message', { ...this.#ports.self(), text, time: new Date(), own: true });
  }

  /** @internal Opens the channel ahead of the first message, so that all receive it. */
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
    if (subscription.label !== chatLabel) {
      return;
    }
    subscription.on('message', (text) => {
      // Read with each message: the id changes when the room moves to another node.
      const { peerId } = subscription;
      if (peerId !== null && typeof text === 'string' && text !== '') {
        this.emit('message', { ...this.#ports.sender(peerId), text: text.slice(0, longestChatMessage), time: new Date(), own: false });
      }
    });
  }
}
