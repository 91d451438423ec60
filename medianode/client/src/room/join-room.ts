import { Room } from './room.js';
import type { JoinOptions } from './room-options.js';

/**
 * Joins a room. Resolves when this client has joined and the other participants have been notified.
 *
 * @example
 * ```ts
 * const room = await joinRoom({ url, token });
 * room.on('subscribed', ({ track }) => show(track));
 * await room.publishCamera();
 * ```
 * Streams of participants who joined earlier are in {@link Room.subscriptions} by then, or follow as `subscribed` events:
 * pass `prepare` to listen from the very first event on.
 *
 * @param options - the token answer and the join options
 * @param prepare - called with the room before it connects
 * @throws {@link ConnectionError} with {@link ErrorCode.Unauthorized} when the token is refused, or
 * {@link ErrorCode.Disconnected} when the node cannot be reached; {@link RequestError} when the node refuses the join
 */
export async function joinRoom(options: JoinOptions, prepare?: (room: Room) => void): Promise<Room> {
  const room = new Room(options);
  prepare?.(room);
  await room.join();
  return room;
}
