import type { ConnectionQuality, Participant, Track } from '../api/types.js';
import { button, element } from '../ui/element.js';
import { shown } from '../ui/shown-text.js';
import { Table } from '../ui/table.js';
import { time } from '../ui/time.js';
import { deviceText, qualityText } from './connection-text.js';

/** The tracks of a participant that are shown; others are counted. */
const mostTracks = 6;

/** What the user can do with a participant. */
export interface ParticipantActions {
  inspect(participant: Participant): void;
  mute(participant: Participant): void;
  kick(participant: Participant): void;
  move(participant: Participant): void;
}

/**
 * The table of a room's participants.
 *
 * @param qualityOf - the last known quality of a participant's connection
 */
export function participantsTable(
  actions: ParticipantActions,
  qualityOf: (peerId: string) => ConnectionQuality | undefined,
): Table<Participant> {
  return new Table<Participant>(
    'Participants',
    'participants',
    [
      { heading: 'User', cell: ({ name, userId }) => lines(shown(name || userId), element('code', { textContent: shown(userId) })) },
      { heading: 'Role', cell: ({ role }) => shown(role ?? '–') },
      { heading: 'Joined', cell: ({ joinedAt }) => time(joinedAt) },
      { heading: 'Connection', cell: ({ peerId }) => qualityText(qualityOf(peerId)) },
      { heading: 'Device', cell: ({ device, ip }) => lines(deviceText(device), shown(ip ?? '')) },
      { heading: 'Tracks', cell: ({ producers }) => tracks(producers) },
      { heading: 'Metadata', cell: ({ metadata }) => shown(metadata ?? '–', 80) },
      {
        heading: 'Actions',
        fixed: true,
        cell: (participant) =>
          element(
            'div',
            { className: 'actions' },
            named(button('Connection…', 'inspect', () => actions.inspect(participant)), participant),
            named(button('Mute', 'mute', () => actions.mute(participant)), participant),
            named(button('Move…', 'move', () => actions.move(participant)), participant),
            named(button('Kick', 'kick', () => actions.kick(participant), 'danger'), participant),
          ),
      },
    ],
    ({ peerId }) => peerId,
    'No one is in the room.',
  );
}

function lines(...parts: (Node | string)[]): Node {
  return element('div', {}, ...parts.map((part) => element('div', {}, part)));
}

function tracks(producers: Track[]): Node {
  const items = producers.slice(0, mostTracks).map(({ kind, source, mimeType, paused }) => {
    const codec = mimeType?.split('/')[1];
    return element('li', { textContent: `${shown(source || kind, 30)}${codec ? ` (${shown(codec, 20)})` : ''}${paused ? ', paused' : ''}` });
  });
  const more = producers.length - mostTracks;
  return element('ul', { className: 'tracks' }, ...items, ...(more > 0 ? [element('li', { textContent: `and ${more} more` })] : []));
}

/** The same word on many buttons tells a screen reader too little. */
function named(made: HTMLButtonElement, { name, userId }: Participant): HTMLButtonElement {
  made.setAttribute('aria-label', `${made.textContent} ${shown(name || userId)}`);
  return made;
}
