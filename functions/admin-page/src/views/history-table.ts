import type { HistoryEntry } from '../api/types.js';
import { element } from '../ui/element.js';
import { shown } from '../ui/shown-text.js';
import { Table } from '../ui/table.js';
import { time } from '../ui/time.js';

const events: Record<HistoryEntry['type'], string> = { started: 'Room opened', ended: 'Room closed', joined: 'Joined', left: 'Left' };

const reasons: Record<string, string> = {
  left: 'left',
  lost: 'the connection was lost and not resumed in time',
  kicked: 'removed by a command or a moderator',
  replaced: 'the same user joined again',
  roomClosed: 'the room was closed',
  moved: 'moved to another node or room',
  nodeStopped: 'the node was stopped',
  empty: 'the last participant left',
  closed: 'closed by a command',
  failed: 'the node or its worker failed',
};

/** The reason of an event as a sentence. */
export function reasonText(reason: string | undefined): string {
  return reason === undefined ? '' : Object.hasOwn(reasons, reason) ? reasons[reason]! : shown(reason);
}

/** Only the event of a join holds the user's name: adds it to the others. */
export function withNames(entries: readonly HistoryEntry[]): HistoryEntry[] {
  const names = new Map(entries.flatMap(({ userId, name }) => (userId !== undefined && name !== undefined ? [[userId, name]] : [])));
  return entries.map((entry) => {
    const name = entry.userId === undefined ? undefined : (entry.name ?? names.get(entry.userId));
    return name === undefined ? entry : { ...entry, name };
  });
}

/** The table of a room's latest events. */
export function historyTable(): Table<HistoryEntry> {
  return new Table<HistoryEntry>(
    'History',
    'history',
    [
      { heading: 'Time', cell: ({ at }) => time(at) },
      { heading: 'Event', cell: ({ type }) => (Object.hasOwn(events, type) ? events[type] : shown(type)) },
      { heading: 'User', cell: ({ userId, name }) => (userId === undefined ? '' : name && name !== userId ? `${shown(name)} (${shown(userId)})` : shown(userId)) },
      { heading: 'Reason', cell: ({ reason }) => reasonText(reason) },
      { heading: 'Node', cell: ({ nodeId }) => element('code', { textContent: shown(nodeId) }) },
    ],
    ({ id }) => id,
    'Nothing is recorded.',
  );
}
