import type { ConnectionQuality, Device, Stats } from '../api/types.js';
import { shown } from '../ui/shown-text.js';

/** The quality of a connection in words. The limits are those of the client SDK. */
export function qualityText(quality: ConnectionQuality | undefined): string {
  if (!quality) {
    return 'unknown';
  }
  if (!quality.connected) {
    return 'lost; the node waits for the client';
  }
  const scores = [
    { what: 'sends', score: quality.sends },
    { what: 'receives', score: quality.receives },
  ].filter((half): half is { what: string; score: number } => half.score !== undefined);
  return scores.length ? `${word(Math.min(...scores.map(({ score }) => score)))} (${scores.map(({ what, score }) => `${what} ${score}`).join(', ')} of 10)` : 'no media';
}

/** A device in words, such as "Firefox 153, Linux". */
export function deviceText(device: Device | undefined): string {
  const name = [device?.name, device?.version].filter(Boolean).join(' ');
  return shown([name, device?.os].filter(Boolean).join(', ') || 'unknown');
}

/** The sum of a number over statistics; undefined: none has it. */
export function total(stats: Stats | undefined, name: string): number | undefined {
  const numbers = numbersOf(stats, name);
  return numbers.length ? numbers.reduce((sum, number) => sum + number, 0) : undefined;
}

/** The highest value of a number over statistics; undefined: none has it. */
export function highest(stats: Stats | undefined, name: string): number | undefined {
  const numbers = numbersOf(stats, name);
  return numbers.length ? Math.max(...numbers) : undefined;
}

/** A bit rate in words; a dash: unknown. */
export function rateText(bitsPerSecond: number | undefined): string {
  return bitsPerSecond === undefined ? '–' : `${Math.round(bitsPerSecond / 1000).toLocaleString()} kbit/s`;
}

function numbersOf(stats: Stats | undefined, name: string): number[] {
  return Array.isArray(stats) ? stats.map((stat) => stat?.[name]).filter((value) => typeof value === 'number') : [];
}

function word(score: number): string {
  return score >= 7 ? 'good' : score >= 4 ? 'fair' : 'poor';
}
