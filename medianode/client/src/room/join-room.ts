import { Room } from './room.js';
import type { JoinOptions } from './room-options.js';

/**
 * Joins a room. Resolves when this client is in, and the others know of it.
 *
 * @example
 * ```ts
 * const room = await joinRoom({ url, token });
 * room.on('subscribed', ({ track }) => show(track));
 * await room.publishCamera();
 * ```
 * Streams of those who were there before are in {@link Room.subscriptions} by then, or follow as `subscribed` events:
 * pass `prepare` to listen from the very first event on.
 *
 * @param options - the token answer, and how to join
 * @param prepare - called with the room before anything happens
 * @throws {@link ConnectionError} with {@link ErrorCode.Unauthorized} when the token is refused, or
 * {@link ErrorCode.Disconnected} when the node cannot be reached; {@link RequestError} when the node says no
 */
export async function joinRoom(options: JoinOptions, prepare?: (room: Room) => void): Promise<Room> {
  const room = new Room(options);
  prepare?.(room);
  await room.join();
  return room;
}
