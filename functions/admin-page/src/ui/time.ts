const clock = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'medium' });

/** A time stamp of the control plane as an element; its text is the local time. */
export function time(stamp: string | undefined): HTMLElement {
  const at = stamp === undefined ? Number.NaN : Date.parse(stamp);
  const made = document.createElement('time');
  made.textContent = Number.isNaN(at) ? '–' : clock.format(at);
  if (!Number.isNaN(at)) {
    made.dateTime = new Date(at).toISOString();
  }
  return made;
}

/** A length of time in words, such as "3 min" or "2 d 4 h". */
export function duration(milliseconds: number): string {
  const seconds = Math.max(Math.floor(milliseconds / 1_000), 0);
  const parts: [number, string][] = [
    [Math.floor(seconds / 86_400), 'd'],
    [Math.floor(seconds / 3_600) % 24, 'h'],
    [Math.floor(seconds / 60) % 60, 'min'],
    [seconds % 60, 's'],
  ];
  const first = parts.findIndex(([count]) => count > 0);
  return first < 0
    ? '0 s'
    : parts
        .slice(first, first + 2)
        .filter(([count]) => count > 0)
        .map(([count, unit]) => `${count} ${unit}`)
        .join(' ');
}
