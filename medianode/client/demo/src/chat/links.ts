/** A part of a message: plain text, or text that leads to an address. */
export interface MessagePart {
  text: string;
  /** The normalised address; absent: plain text. */
  href?: string;
}

// No white space, quotes or angle brackets, and no control or format characters, which can make an address look like another one.
const candidate = /\bhttps?:\/\/[^\s<>"\p{Cc}\p{Cf}]+/giu;

/** Splits a message into text and links. Only http and https addresses without credentials become links. */
export function splitLinks(message: string): MessagePart[] {
  const parts: MessagePart[] = [];
  let end = 0;
  const addText = (to: number) => {
    if (to > end) {
      parts.push({ text: message.slice(end, to) });
    }
  };
  for (const match of message.matchAll(candidate)) {
    const text = withoutTrailingPunctuation(match[0]);
    const href = addressOf(text);
    if (href) {
      addText(match.index);
      parts.push({ text, href });
      end = match.index + text.length;
    }
  }
  addText(message.length);
  return parts;
}

function addressOf(text: string): string | undefined {
  const url = parse(text);
  const isWeb = url?.protocol === 'https:' || url?.protocol === 'http:';
  // "https://bank.example@evil.example" leads to evil.example.
  return url && isWeb && url.username === '' && url.password === '' ? url.href : undefined;
}

/** Not `URL.canParse`, which Chromium 111 and Safari 16.4 do not have. */
function parse(text: string): URL | undefined {
  try {
    return new URL(text);
  } catch {
    return undefined;
  }
}

/** Punctuation after an address belongs to the sentence; a closing bracket only when the address does not open it. */
function withoutTrailingPunctuation(text: string): string {
  let length = text.length;
  while (length > 0) {
    const last = text[length - 1]!;
    const closesItsOwn = last === ')' && text.lastIndexOf('(', length - 1) >= 0;
    if (!'.,;:!?\')]}’”'.includes(last) || closesItsOwn) {
      break;
    }
    length--;
  }
  return text.slice(0, length);
}
