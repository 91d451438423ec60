import { explain } from '../api/api-error.js';
import type { NodeInfo } from '../api/types.js';
import { choose } from '../ui/choice-dialog.js';
import { button } from '../ui/element.js';
import { act } from './act.js';
import type { Context } from './view.js';

/** The number of nodes to choose from. */
const mostNodes = 100;

/** A button with which the superservice moves the room to another node; nothing for other services. */
export function moveRoomButton(context: Context, roomId: string): HTMLElement[] {
  return context.session.isSuperservice ? [button('Move to another node…', 'move-room', () => void moveRoom(context, roomId))] : [];
}

async function moveRoom({ api, tenant, session, notices }: Context, roomId: string): Promise<void> {
  try {
    const { items } = await api.page<NodeInfo>('/v1/nodes', mostNodes);
    const nodes = items.filter(({ alive, state }) => alive && state === 'serving').map(({ id }) => ({ value: id, text: id }));
    const choices = [{ value: '', text: 'The best of the other nodes' }, ...nodes];
    const nodeId = await choose('Move the room to another node?', 'Node', 'Move', { choices });
    if (nodeId !== undefined) {
      const query = new URLSearchParams({ serviceId: tenant.actingFor ?? session.serviceId });
      const path = `/v1/rooms/${encodeURIComponent(roomId)}/move?${query}`;
      await act(notices, 'The room is being moved.', () => api.post(path, nodeId ? { nodeId } : {}));
    }
  } catch (error) {
    notices.show(explain(error), true);
  }
}
