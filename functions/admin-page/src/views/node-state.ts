import type { NodeInfo } from '../api/types.js';
import { shown } from '../ui/shown-text.js';
import { duration } from '../ui/time.js';

const states: Record<NodeInfo['state'], string> = { serving: 'Serving', draining: 'Draining', stopping: 'Stopping' };

const faults = new Map([
  ['disk-full', 'its disk is full'],
  ['memory-full', 'its memory is full'],
  ['clock-off', 'its clock is wrong'],
  ['ice-failures', 'the ICE of too many participants does not connect'],
  ['dtls-failures', 'the DTLS of too many participants fails'],
  ['flapping', 'it restarts, or stops to report, too often'],
]);

type State = Pick<NodeInfo, 'alive' | 'ready' | 'state' | 'drainDeadline' | 'reportedAt'>;

/** Whether a node serves, drains or is lost, as a sentence. */
export function stateText({ alive, ready, state, drainDeadline, reportedAt }: State, now: number): string {
  if (!alive) {
    return `No report for ${duration(now - Date.parse(reportedAt))}: the values below are the last known ones.`;
  }
  const deadline = drainDeadline ? `, until ${new Date(drainDeadline).toLocaleTimeString()}` : '';
  return `${states[state] ?? shown(state)}${deadline}${ready === false ? ', not ready: no worker is alive' : ''}`;
}

/** Why a node is in quarantine, as sentences; empty when it is not. */
export function quarantineText({ quarantine, quarantinedSince }: Pick<NodeInfo, 'quarantine' | 'quarantinedSince'>, now: number): string {
  if (quarantine === undefined) {
    return '';
  }
  const since = quarantinedSince ? ` for ${duration(now - Date.parse(quarantinedSince))}` : '';
  return `In quarantine${since}: ${faults.get(quarantine) ?? shown(quarantine)}. It gets no new rooms while another node can accept them.`;
}
