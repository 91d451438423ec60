/** The length of names and ids in tables, in characters. */
export const shortText = 60;

// Control, format (such as bidirectional overrides) and surrogate characters, and line separators: they could change what the text around them says.
const unsafe = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;

/** A foreign text as it is shown: without invisible characters, and cut to `most` characters. */
export function shown(text: unknown, most = shortText): string {
  const whole = String(text ?? '');
  // Twice the length, because a character may take two units.
  const start = [...whole.slice(0, 2 * most)].slice(0, most).join('');
  return start.replace(unsafe, '\ufffd') + (start.length < whole.length ? '…' : '');
}
