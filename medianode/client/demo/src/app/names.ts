const colours = ['amber', 'azure', 'coral', 'indigo', 'ivory', 'jade', 'olive', 'pearl', 'ruby', 'silver', 'teal', 'violet'];
const animals = ['badger', 'crane', 'falcon', 'heron', 'ibex', 'lynx', 'marten', 'otter', 'puffin', 'robin', 'stoat', 'wren'];

/** A room name that is easy to say over the phone. */
export function randomRoom(): string {
  return `${pick(colours)}-${pick(animals)}-${10 + Math.floor(Math.random() * 90)}`;
}

/** A name for a participant who did not enter one. */
export function guestName(): string {
  return `Guest ${100 + Math.floor(Math.random() * 900)}`;
}

/** One or two initials to show for a participant whose camera is off. */
export function initials(name: string): string {
  const words = name.trim().split(/\s+/).filter(Boolean);
  const letters = words.length > 1 ? [words[0]!, words[words.length - 1]!] : words;
  return letters.map((word) => [...word][0]!.toUpperCase()).join('') || '?';
}

/** A hue derived from the name. */
export function hueOf(name: string): number {
  let hash = 0;
  for (const character of name) {
    hash = (hash * 31 + character.codePointAt(0)!) % 3600;
  }
  return Math.round(hash / 10);
}

function pick(words: readonly string[]): string {
  return words[Math.floor(Math.random() * words.length)]!;
}
