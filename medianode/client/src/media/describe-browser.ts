import type { DeviceInfo } from '../signaling/requests.js';

// The first match counts: other browsers name Chrome and Safari too.
const browsers: [string, RegExp][] = [
  ['Edge', /Edg(?:A|iOS)?\/(\d+)/],
  ['Opera', /OPR\/(\d+)/],
  ['Firefox', /(?:Firefox|FxiOS)\/(\d+)/],
  ['Chrome', /(?:Chrome|CriOS)\/(\d+)/],
  ['Safari', /Version\/([\d.]+).* Safari\//],
];

const systems: [string, RegExp][] = [
  ['Android', /Android/],
  ['iOS', /iPhone|iPad/],
  ['ChromeOS', /CrOS/],
  ['Windows', /Windows/],
  ['macOS', /Mac OS X/],
  ['Linux', /Linux/],
];

/**
 * Describes the browser by its user agent string.
 *
 * @param fallback - the name of an unknown browser
 */
export function describeBrowser(userAgent: string, fallback: string): DeviceInfo {
  const browser = browsers.map(([name, pattern]) => ({ name, version: pattern.exec(userAgent)?.[1] })).find(({ version }) => version !== undefined);
  const os = systems.find(([, pattern]) => pattern.test(userAgent))?.[0];
  return { name: browser?.name ?? fallback, ...(browser?.version ? { version: browser.version } : {}), ...(os ? { os } : {}) };
}
