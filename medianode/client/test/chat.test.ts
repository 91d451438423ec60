import { expect, it, vi } from 'vitest';
import { Chat, longestChatMessage, type ChatMessage } from '../src/data/chat.js';
import type { DataPublication } from '../src/data/data-publication.js';
import type { DataSubscription } from '../src/data/data-subscription.js';
import { Emitter } from '../src/events/emitter.js';
import { ErrorCode } from '../src/errors/error-code.js';

class Incoming extends Emitter<{ message: string | ArrayBuffer }> {
  constructor(
    readonly peerId: string | null,
    readonly label: string,
  ) {
    super();
  }

  deliver(message: string | ArrayBuffer): void {
    this.emit('message', message);
  }
}

function chatWith(send: (text: string) => void) {
  const publication = { ready: () => Promise.resolve(), send, once: () => () => undefined } as unknown as DataPublication;
  const open = vi.fn(() => Promise.resolve(publication));
  const chat = new Chat({ open, self: () => ({ peerId: 'me', displayName: 'Ann' }), sender: (peerId) => ({ peerId, displayName: peerId === 'p2' ? 'Ben' : '' }) });
  const heard: ChatMessage[] = [];
  chat.on('message', (message) => heard.push(message));
  return { chat, heard, open };
}

it('sends the bare text, and shows own messages too', async () => {
  const sent: string[] = [];
  const { chat, heard, open } = chatWith((text) => sent.push(text));
  await chat.send('hello');
  await chat.send('again');
  expect(sent).toEqual(['hello', 'again']);
  expect(heard.map(({ text, own, displayName }) => [text, own, displayName])).toEqual([
    ['hello', true, 'Ann'],
    ['again', true, 'Ann'],
  ]);
  expect(open).toHaveBeenCalledTimes(1);
});

it.each(['', 'x'.repeat(longestChatMessage + 1)])('refuses a message without text, and one that is too long', async (text) => {
  const { chat } = chatWith(() => undefined);
  await expect(chat.send(text)).rejects.toMatchObject({ code: ErrorCode.BadRequest });
});

it('shows text of other peers, and nothing else', () => {
  const { chat, heard } = chatWith(() => undefined);
  const ben = new Incoming('p2', 'chat');
  const game = new Incoming('p2', 'game');
  const node = new Incoming(null, 'chat');
  [ben, game, node].forEach((channel) => chat.listen(channel as unknown as DataSubscription));
  ben.deliver('hi');
  ben.deliver(new ArrayBuffer(4));
  game.deliver('left');
  node.deliver('x');
  expect(heard.map(({ displayName, text, own }) => [displayName, text, own])).toEqual([['Ben', 'hi', false]]);
});

it('gives up a message when the path to the node does not come', async () => {
  vi.useFakeTimers();
  const publication = { ready: () => new Promise(() => undefined), once: () => () => undefined } as unknown as DataPublication;
  const chat = new Chat({ open: async () => publication, self: () => ({ peerId: 'me', displayName: '' }), sender: (peerId) => ({ peerId, displayName: '' }) });
  const sent = expect(chat.send('hello')).rejects.toMatchObject({ code: ErrorCode.TimedOut });
  await vi.advanceTimersByTimeAsync(15_000);
  await sent;
  vi.useRealTimers();
});
