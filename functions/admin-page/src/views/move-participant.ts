import { explain } from '../api/api-error.js';
import type { Participant, Room } from '../api/types.js';
import { choose } from '../ui/choice-dialog.js';
import { shown } from '../ui/shown-text.js';
import { act } from './act.js';
import type { Context } from './view.js';

/** The number of rooms to choose from. */
const mostRooms = 100;

/** Lets the user move a participant to another room of the service. */
export async function moveParticipant({ tenant, notices }: Context, roomId: string, { peerId, name, userId }: Participant): Promise<void> {
  const who = shown(name || userId);
  try {
    const { items, continuation } = await tenant.page<Room>('/v1/rooms', mostRooms);
    const rooms = items.filter(({ id }) => id !== roomId).map(({ id, name: text }) => ({ value: id, text: `${text} (${id})` }));
    if (rooms.length === 0) {
      notices.show('There is no other room.', true);
      return;
    }
    const note = continuation ? `Only the first ${mostRooms} rooms are listed.` : '';
    const target = await choose(`Move ${who} to another room?`, 'Room', 'Move', rooms, note);
    if (target !== undefined) {
      const path = `/v1/rooms/${encodeURIComponent(roomId)}/participants/${encodeURIComponent(peerId)}/move`;
      await act(notices, `${who} was asked to move.`, () => tenant.post(path, { roomId: target }));
    }
  } catch (error) {
    notices.show(explain(error), true);
  }
}
