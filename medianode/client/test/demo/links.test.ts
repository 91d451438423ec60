import { expect, it, vi } from 'vitest';
import { splitLinks } from '../../demo/src/chat/links.js';

/** The links of a message, as [text, address]. */
const links = (message: string) => splitLinks(message).flatMap(({ text, href }) => (href ? [[text, href]] : []));

it('finds addresses between words, and keeps every character', () => {
  const message = 'See https://example.org/a?b=c#d, and http://localhost:8080.\nBye';
  expect(links(message)).toEqual([
    ['https://example.org/a?b=c#d', 'https://example.org/a?b=c#d'],
    ['http://localhost:8080', 'http://localhost:8080/'],
  ]);
  expect(splitLinks(message).map(({ text }) => text).join('')).toBe(message);
});

it.each([
  ['(see https://example.org/x)', 'https://example.org/x'],
  ['https://example.org/a_(b)', 'https://example.org/a_(b)'],
  ['"https://example.org/"', 'https://example.org/'],
  ['HTTPS://EXAMPLE.ORG/Ü', 'HTTPS://EXAMPLE.ORG/Ü'],
  ['is it https://example.org/?!', 'https://example.org/'],
])('takes no punctuation of the sentence: %s', (message, text) => expect(links(message).map(([shown]) => shown)).toEqual([text]));

it.each([
  'javascript:alert(1)',
  'data:text/html,<script>alert(1)</script>',
  'file:///etc/passwd',
  'xhttps://example.org',
  'https://bank.example@evil.example/',
  'https://user:secret@example.org/',
  'https://',
  'http://:80/',
  'https://[nonsense/',
  '<img src=x onerror=alert(1)>',
])('leaves %s as text', (message) => expect(splitLinks(message)).toEqual([{ text: message }]));

it('finds addresses where URL.canParse is missing', () => {
  vi.stubGlobal('URL', class extends URL { static override canParse = undefined as never; });
  try {
    expect(links('See https://example.org/, not https://[nonsense/')).toEqual([['https://example.org/', 'https://example.org/']]);
  } finally {
    vi.unstubAllGlobals();
  }
});

it('ends an address before characters that hide or reverse text', () => {
  expect(links('https://example.org/\u202Egnp.exe')).toEqual([['https://example.org/', 'https://example.org/']]);
  expect(links('https://exa\u200Bmple.org/')).toEqual([['https://exa', 'https://exa/']]);
});

it('splits the longest message in one pass', () => {
  const message = 'http://('.repeat(500);
  expect(splitLinks(message).map(({ text }) => text).join('')).toBe(message);
});
