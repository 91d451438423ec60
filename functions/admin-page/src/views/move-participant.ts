import { explain } from '../api/api-error.js';
import type { Participant, Room } from '../api/types.js';
import { choose, type Offer } from '../ui/choice-dialog.js';
import { shown } from '../ui/shown-text.js';
import { act } from './act.js';
import { RoomSearch } from './room-search.js';
import type { Context } from './view.js';

/** The number of rooms to choose from at first. */
const mostRooms = 100;

const searchPageSize = 500;

/** Lets the user move a participant to another room of the service. */
export async function moveParticipant({ tenant, notices }: Context, roomId: string, { peerId, name, userId }: Participant): Promise<void> {
  const who = shown(name || userId);
  const others = (rooms: Room[]) => rooms.filter(({ id }) => id !== roomId).map(({ id, name: text }) => ({ value: id, text: `${text} (${id})` }));
  const find = async (text: string): Promise<Offer> => {
    const search = new RoomSearch(text, false, (start) => tenant.page<Room>('/v1/rooms', searchPageSize, start));
    await search.step();
    return { choices: others(search.found), note: search.summary };
  };
  try {
    const { items, continuation } = await tenant.page<Room>('/v1/rooms', mostRooms);
    const choices = others(items);
    if (choices.length === 0 && !continuation) {
      notices.show('There is no other room.', true);
      return;
    }
    const note = continuation ? `The first ${mostRooms} rooms are listed. Search for others.` : '';
    const target = await choose(`Move ${who} to another room?`, 'Room', 'Move', { choices, note }, find);
    if (target !== undefined) {
      const path = `/v1/rooms/${encodeURIComponent(roomId)}/participants/${encodeURIComponent(peerId)}/move`;
      await act(notices, `${who} was asked to move.`, () => tenant.post(path, { roomId: target }));
    }
  } catch (error) {
    notices.show(explain(error), true);
  }
}
