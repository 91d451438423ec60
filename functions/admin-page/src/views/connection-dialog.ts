import type { Api } from '../api/api.js';
import { ApiError, explain } from '../api/api-error.js';
import type { Connection, Participant, StreamTrace, TransportTrace } from '../api/types.js';
import { Poller } from '../live/poller.js';
import { button, element } from '../ui/element.js';
import { Freshness } from '../ui/freshness.js';
import { shown } from '../ui/shown-text.js';
import { Table } from '../ui/table.js';
import { highest, rateText, total } from './connection-text.js';

const interval = 2_000;

/** Shows a participant's transports and streams with statistics, read again every two seconds until the dialog is closed. */
export function showConnection(api: Api, roomPath: string, { peerId, name, userId }: Participant): void {
  const title = `Connection of ${shown(name || userId)}`;
  const freshness = new Freshness();
  const transports = new Table('Transports', 'transports', transportColumns, ({ id }: TransportTrace) => id, 'No transport.');
  const sent = new Table('Sent streams', 'sent-streams', streamColumns, ({ id }: StreamTrace) => id, 'The participant sends nothing.');
  const received = new Table('Received streams', 'received-streams', streamColumns, ({ id }: StreamTrace) => id, 'The participant receives nothing.');
  const note = element('p', { className: 'soft', hidden: true });
  const dialog = element(
    'dialog',
    { className: 'dialog wide', testId: 'connection-dialog', attrs: { 'aria-label': title } },
    element('h2', { textContent: title }),
    freshness.root,
    note,
    element('h3', { textContent: 'Transports' }),
    transports.root,
    element('h3', { textContent: 'Sends' }),
    sent.root,
    element('h3', { textContent: 'Receives' }),
    received.root,
    element('div', { className: 'actions' }, button('Close', 'close-connection', () => dialog.close())),
  );

  const poller = new Poller(async (signal) => {
    try {
      const connection = await api.get<Connection>(`${roomPath}/connections/${encodeURIComponent(peerId)}`, signal);
      transports.show(connection.transports);
      sent.show(connection.producers);
      received.show(connection.consumers);
      note.textContent = notes(connection);
      note.hidden = note.textContent === '';
      freshness.ok();
    } catch (error) {
      if (!signal.aborted) {
        freshness.fail(error instanceof ApiError && error.status === 404 ? 'The participant has left.' : explain(error));
      }
    }
  }, interval);
  dialog.addEventListener('close', () => {
    poller.stop();
    dialog.remove();
  });
  document.body.append(dialog);
  dialog.showModal();
  poller.start();
}

const transportColumns = [
  { heading: 'Direction', cell: ({ direction }: TransportTrace) => (direction === 'receive' ? 'to the participant' : 'from the participant') },
  { heading: 'ICE', cell: ({ iceState }: TransportTrace) => shown(iceState) },
  { heading: 'DTLS', cell: ({ dtlsState }: TransportTrace) => shown(dtlsState) },
  { heading: 'Address', cell: ({ tuple }: TransportTrace) => (tuple ? shown(`${tuple.protocol} ${tuple.remoteIp}:${tuple.remotePort}`) : '–') },
  {
    heading: 'Rate',
    cell: ({ direction, stats }: TransportTrace) => rateText(total(stats, direction === 'receive' ? 'sendBitrate' : 'recvBitrate')),
  },
];

const streamColumns = [
  { heading: 'Stream', cell: ({ kind, source, mimeType }: StreamTrace) => shown([source || kind, mimeType?.split('/')[1]].filter(Boolean).join(', ')) },
  { heading: 'State', cell: ({ paused, producerPaused }: StreamTrace) => (producerPaused ? 'paused by the sender' : paused ? 'paused' : 'active') },
  { heading: 'Score', cell: ({ score }: StreamTrace) => (score === undefined ? '–' : `${shown(score, 4)} of 10`) },
  { heading: 'Rate', cell: ({ stats }: StreamTrace) => rateText(total(stats, 'bitrate')) },
  { heading: 'Lost packets', cell: ({ stats }: StreamTrace) => lossText(total(stats, 'packetsLost'), total(stats, 'packetCount')) },
  { heading: 'Round trip', cell: ({ stats }: StreamTrace) => millisecondsText(highest(stats, 'roundTripTime')) },
  { heading: 'Layer', cell: ({ layers }: StreamTrace) => (layers?.spatialLayer === undefined ? '–' : shown(`${layers.spatialLayer}, ${layers.temporalLayer ?? 0}`)) },
];

function notes({ connected, omitted, partial }: Connection): string {
  return [
    connected ? '' : 'The client has no connection to the node, which waits for it.',
    omitted > 0 ? `${omitted} more streams are not listed.` : '',
    partial ? 'Some statistics did not arrive in time.' : '',
  ]
    .filter(Boolean)
    .join(' ');
}

function lossText(lost: number | undefined, packets: number | undefined): string {
  return lost === undefined ? '–' : `${lost.toLocaleString()}${packets === undefined ? '' : ` of ${packets.toLocaleString()}`}`;
}

function millisecondsText(value: number | undefined): string {
  return value === undefined ? '–' : `${value.toLocaleString(undefined, { maximumFractionDigits: 1 })} ms`;
}
