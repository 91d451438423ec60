import { FrameEncryption, joinRoom, type Room } from '@signal-hybrid/client';
import { CallScreen } from '../screens/call-screen.js';
import { JoinScreen, type JoinRequest } from '../screens/join-screen.js';
import { leftScreen } from '../screens/left-screen.js';
import { demoToken } from './demo-token.js';
import { errorText } from './error-text.js';
import { guestName } from './names.js';
import type { PageOptions } from './query.js';

declare global {
  interface Window {
    /** The room of the running call, for automation and debugging from the console. */
    signalRoom?: Room | undefined;
  }
}

/** The page: shows one screen at a time and navigates between them. */
export class App {
  readonly #parent: HTMLElement;
  readonly #options: PageOptions;

  constructor(parent: HTMLElement, options: PageOptions) {
    this.#parent = parent;
    this.#options = options;
  }

  /** Shows the first screen. */
  start(): void {
    const { autojoin, room, name, audio, video } = this.#options;
    const screen = this.#showJoin();
    if (autojoin && room) {
      void this.#join(screen, { room, name: name || guestName(), audio, video });
    } else {
      screen.preview();
    }
  }

  #showJoin(room = this.#options.room): JoinScreen {
    const screen = new JoinScreen({ ...this.#options, room }, (request) => void this.#join(screen, request));
    this.#parent.replaceChildren(screen.root);
    document.title = 'Signal Hybrid';
    screen.focus();
    return screen;
  }

  async #join(screen: JoinScreen, request: JoinRequest): Promise<void> {
    screen.busy(true);
    const { room: roomName, name } = request;
    const options = this.#options;
    const guest = { room: roomName, name, userId: randomId() };
    let call: CallScreen | undefined;
    let encryption: Encryption | undefined;
    try {
      const answer = await demoToken(guest);
      const hubProtocol = options.messagePack ? await messagePack() : undefined;
      encryption = options.key ? encryptWith(options.key) : undefined;
      const room = await joinRoom(
        {
          ...answer,
          tokenProvider: (request) => demoToken(guest, request),
          displayName: name,
          forceTcp: options.tcp,
          ...(options.relay ? { iceTransportPolicy: 'relay' } : {}),
          receive: !options.sendOnly,
          ...(hubProtocol ? { hubProtocol } : {}),
          ...(encryption ? { e2ee: encryption.e2ee } : {}),
        },
        (room) => {
          call = new CallScreen(room, roomName, name, options);
          room.on('closed', () => encryption?.worker.terminate());
        },
      );
      screen.close();
      this.#show(room, call!, request);
    } catch (error) {
      call?.close();
      screen.fail(errorText(error));
    }
  }

  #show(room: Room, call: CallScreen, request: JoinRequest): void {
    window.signalRoom = room;
    document.title = `${request.room} – Signal Hybrid`;
    this.#parent.replaceChildren(call.root);
    call.focus();
    room.on('closed', (closed) => {
      call.close();
      window.signalRoom = undefined;
      const again = () => void this.#join(this.#showJoin(request.room), request);
      const left = leftScreen(request.room, closed, again, () => this.#showJoin('').preview());
      this.#parent.replaceChildren(left);
      left.querySelector('button')?.focus();
    });
    void call.start(request.audio, request.video);
  }
}

/** Not `crypto.randomUUID`, which needs a secure origin. */
function randomId(): string {
  return Array.from(crypto.getRandomValues(new Uint32Array(4)), (part) => part.toString(36)).join('');
}

async function messagePack() {
  const { MessagePackHubProtocol } = await import('@microsoft/signalr-protocol-msgpack');
  return new MessagePackHubProtocol();
}

interface Encryption {
  worker: Worker;
  e2ee: FrameEncryption;
}

function encryptWith(key: string): Encryption {
  // An application uses '@signal-hybrid/client/e2ee-worker' here.
  const worker = new Worker(new URL('../../../src/e2ee/worker.ts', import.meta.url), { type: 'module' });
  return { worker, e2ee: new FrameEncryption(worker, key) };
}
